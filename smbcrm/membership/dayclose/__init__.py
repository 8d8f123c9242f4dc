"""The close of a day: what a till took, what is counted, and what the owner should read."""
