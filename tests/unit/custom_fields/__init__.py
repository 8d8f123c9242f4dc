"""Custom fields: the rules."""
