"""Consent: what customers allow, by channel and by purpose, with its history."""
