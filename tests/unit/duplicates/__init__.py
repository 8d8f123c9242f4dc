"""Customers of whom two may be one person."""
