"""Many customers at once: the same deed for each of them, and who is left out and why."""
