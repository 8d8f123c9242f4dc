"""Service records: what was done or measured on a day, by kinds that the shop defines itself."""
