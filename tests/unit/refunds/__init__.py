"""Refunds: pure rules."""
