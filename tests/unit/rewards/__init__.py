"""Rewards: pure rules."""
