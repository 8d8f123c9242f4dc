"""Card and balance: what a customer owns, where it lies, and every line that moved it."""
