"""Vouchers and rewards on both databases."""
