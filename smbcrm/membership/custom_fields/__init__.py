"""Custom fields: what a shop wants to know of its customers beside what every shop does."""
