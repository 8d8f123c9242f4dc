"""Setting up a new shop: what it has on its first day."""
