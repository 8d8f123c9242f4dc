"""Merging: pure rules."""
