"""What stands for a formula whose value is not in the file.

On its own, and importing nothing of the program, because the reading child knows it too.
"""

from enum import Enum


class Unread(Enum):
    """Something stands in the cell, but what it comes to is not written there.

    Spreadsheet programs keep the value beside each formula; programs that only write files do not.
    """

    FORMULA = "formula"
