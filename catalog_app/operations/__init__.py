"""Setting up, serving and watching the system."""
