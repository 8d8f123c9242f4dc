"""The page on which a till closes its day."""
