"""Value that moves without a sale: paid out, handed to somebody else, put right; cash likewise."""
