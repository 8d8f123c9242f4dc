"""The change log on either database: what is written, and how it is read."""
