"""Opening, upgrading and the unit of work, on both databases."""
