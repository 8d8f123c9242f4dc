"""Relationships: who is what to whom among customers, and who of the staff is a customer."""
