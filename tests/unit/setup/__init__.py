"""Setting up a shop."""
