"""Custom fields, on both databases."""
