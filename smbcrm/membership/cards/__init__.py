"""Cards: tokens by which a customer is known; value lies on the customer's accounts."""
