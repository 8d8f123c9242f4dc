"""Verify: the books prove themselves, or say where they do not."""
