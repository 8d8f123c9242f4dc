"""Tiers: how a customer gets one, what it gives, and the history of it."""
