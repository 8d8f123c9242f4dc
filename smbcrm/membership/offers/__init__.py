"""Top-up offers: the gift for paying money in ahead."""
