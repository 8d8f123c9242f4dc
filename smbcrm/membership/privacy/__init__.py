"""Privacy: what the shop knows of one person, handed out or taken away."""
