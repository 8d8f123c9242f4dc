"""The one ledger of everything that is worth money: accounts, lots, operations and entries."""
