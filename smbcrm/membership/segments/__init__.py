"""Segments: filters of customers, saved under a name."""
