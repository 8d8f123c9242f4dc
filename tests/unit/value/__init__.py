"""Value that moves without a sale: pure rules."""
