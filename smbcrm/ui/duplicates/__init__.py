"""Duplicates on screen: who may be one person, merged or said to be two."""
