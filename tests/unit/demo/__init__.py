"""The demo shop: its rules."""
