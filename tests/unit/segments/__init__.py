"""Segments: rules and written form."""
