"""Vouchers: pure rules."""
