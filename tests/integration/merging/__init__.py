"""Merging on a database."""
