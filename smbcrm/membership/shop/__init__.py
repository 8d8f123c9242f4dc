"""The shop itself: its settings, and what follows from them."""
