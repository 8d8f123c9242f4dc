"""Companies: who is reached there, and where they have things brought to."""
