"""The demo shop: believable customers and two years of their visits, made by the use cases."""
