"""The change log: what differs, and what it is called."""
