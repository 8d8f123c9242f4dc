"""Where an import stands, and what is being done for it."""

from enum import Enum, IntEnum


class Step(IntEnum):
    """Where the course stands; the value is its place among the circles."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    DONE = 3


class Busy(Enum):
    """What is being done away from the screen."""

    LOOKING = "looking"
    CHECKING = "checking"
    IMPORTING = "importing"
    UNDOING = "undoing"


class StoppedError(Exception):
    """Somebody stopped: all of a check is taken back, an undo keeps its whole batches."""
