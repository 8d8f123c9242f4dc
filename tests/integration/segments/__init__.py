"""Segments on both databases."""
