"""What the counter shows: the open customer, and the board while nobody is open."""
