"""The counter: find a customer, see what matters, record what they do."""
