"""The page of a customer: all that is known of one, and what happened."""
