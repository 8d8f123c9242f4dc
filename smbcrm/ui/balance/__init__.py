"""Card and balance of one customer: cards, what they own, every line of it, and its explanation."""
