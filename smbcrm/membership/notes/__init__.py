"""Notes: what was said of a customer on a day, with whoever wrote it down."""
