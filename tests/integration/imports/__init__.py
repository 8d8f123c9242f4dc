"""Lists of customers go into a shop and out again."""
