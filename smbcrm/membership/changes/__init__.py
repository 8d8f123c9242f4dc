"""What changed in a shop, told to the screens of this program and of others."""
