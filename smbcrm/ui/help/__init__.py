"""The ways to everything: palette and key sheet."""
