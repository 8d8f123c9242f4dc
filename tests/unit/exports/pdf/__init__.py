"""Paper: what stands on it is read back from the PDF."""
