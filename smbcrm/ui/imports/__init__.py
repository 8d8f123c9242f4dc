"""Bring in a list: file, columns, check, done."""
