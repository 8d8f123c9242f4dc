"""The close of a day, on both databases."""
