"""How often a customer came: a figure that is cached and that verify counts anew."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visits:
    """How many business dates have a standing sale or visit use, and the last of them."""

    count: int = 0
    last: dt.date | None = None
