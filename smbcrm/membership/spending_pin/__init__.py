"""The spending PIN: what only the customer knows, asked before their stored value is spent."""
