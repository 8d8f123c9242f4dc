"""The stores: what one unit of work reads and writes, one file per feature."""
