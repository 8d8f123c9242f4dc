"""The till on both databases."""
