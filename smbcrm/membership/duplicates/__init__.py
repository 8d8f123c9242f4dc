"""Duplicates: customers of whom two may be one person."""
