"""Foreign lists: how they come in, what is understood of them, how that is taken back."""
