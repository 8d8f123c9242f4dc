"""The change log on the screen: of one customer, or of the whole shop."""
