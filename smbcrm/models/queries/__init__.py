"""Lists and reports, read without a transaction."""
