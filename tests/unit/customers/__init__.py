"""Customers: finding them, reading their phones."""
