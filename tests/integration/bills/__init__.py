"""Bills looked at again and handed over, on both databases."""
