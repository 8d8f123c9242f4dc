"""Copies of the shop, on both databases."""
