"""Tiers on either database: reached, kept, held by hand, reviewed."""
