"""What if, on either database."""
