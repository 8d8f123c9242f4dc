"""The list of customers: a table of any length, searched, sorted, with the columns one wants."""
