"""Reading foreign lists, inside this process."""
