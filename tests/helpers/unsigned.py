"""Steps on the stores themselves, which nobody signs."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from smbcrm.models.work import Work

P = ParamSpec("P")
R = TypeVar("R")


def unsigned(step: Callable[Concatenate[Work, P], R]) -> Callable[Concatenate[Work, P], R]:
    """Return a step of which the change log says nothing, as of what a shop begins with."""

    def run(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> R:
        result = step(work, *args, **kwargs)
        work.requests.begin()
        return result

    return run
