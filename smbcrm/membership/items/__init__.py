"""What the shop sells: services and products."""
