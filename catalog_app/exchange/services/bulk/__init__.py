"""Many files at once: taken in, read in the background, applied and undone together."""
