"""The page of a customer: all that is known of one person, and where it is edited."""
