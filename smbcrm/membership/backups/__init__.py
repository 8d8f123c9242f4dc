"""Backups: copies of the shop that were read back and found whole, and the way back from one."""
