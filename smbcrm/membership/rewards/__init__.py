"""Rewards: what points are exchanged for, with their stock."""
