"""What goes back after a sale: a refund, whole or in parts, to where it came from."""
