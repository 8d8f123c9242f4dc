"""Sales of the past that another till made: shown, and counted as visits; never in the ledger."""
