"""What happened: the operations of a customer or of the shop, newest first."""
