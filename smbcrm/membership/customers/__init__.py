"""Customers: who they are, how to reach them, and how they are found."""
