"""Backups: pure rules."""
