"""The page a PC without a shop begins with."""
