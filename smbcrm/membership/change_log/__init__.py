"""The change log: who changed which field of a customer or of the shop from what to what."""
