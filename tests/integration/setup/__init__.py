"""What a shop is set up with: staff and tills, items, tiers and offers, on both databases."""
