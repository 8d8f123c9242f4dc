"""What stands for something that is in the file, but not as a value.

On its own, and importing nothing of the program, because the reading child knows it too.
"""

from enum import Enum


class Unread(Enum):
    """Something stands in the cell, but what it comes to cannot be told."""

    FORMULA = "formula"
    """Spreadsheet programs keep the value beside it; programs that only write files do not."""
    VALUE = "value"
    """A value of a card whose bytes mean nothing, or that is longer than anybody writes."""
    CARD = "card"
    """A card of a phone that has no beginning or no end."""
