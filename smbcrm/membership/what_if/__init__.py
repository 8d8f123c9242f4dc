"""What if the rules were others: the last months replayed, and nothing written."""
