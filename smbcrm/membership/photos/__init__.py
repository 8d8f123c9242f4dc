"""The photo of a customer: one picture of ours, kept among their files."""
