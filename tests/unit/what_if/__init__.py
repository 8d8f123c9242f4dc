"""Rules that are tried: read and replayed."""
