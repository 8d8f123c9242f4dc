"""Sales of the past, wherever a customer is told of."""
