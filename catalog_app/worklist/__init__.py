"""What an office has to do today (待办)."""
