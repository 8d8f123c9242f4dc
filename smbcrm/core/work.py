"""The unit of work as the domain sees it: one step, all of it or nothing."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

W_co = TypeVar("W_co", covariant=True)
R = TypeVar("R")
P = ParamSpec("P")


class DoFirst(Exception):
    """Raised by a step that finds something due which needs a transaction of its own.

    The unit of work takes back what the step did, runs `step`, and begins again: so a lock that
    `step` takes is gone when the step that found it takes its own, in their order.
    """

    def __init__(self, step: "Callable[[Any], object]") -> None:
        super().__init__()
        self.step = step


class Recorder(Protocol):
    """What every unit of work offers: events that are published once it has been committed."""

    def record(self, event: object) -> None:
        """Remember an event for after the commit."""


class UnitOfWork(Protocol[W_co]):
    """Runs steps on the shop's database. `W_co` is the slice of it that a feature uses.

    A step may be run again when another till was quicker, so it has no effect outside `work`.
    """

    def run(
        self, step: Callable[Concatenate[W_co, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a step in one transaction, then publish its events.

        Raises EnvironmentFault where the database is away, busy, full or damaged.
        """

    def read(
        self, step: Callable[Concatenate[W_co, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a step that only reads, without a transaction."""

    def snapshot(
        self, step: Callable[Concatenate[W_co, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a long read on its own connection, all of it seeing one moment."""

    def rehearse(
        self, step: Callable[Concatenate[W_co, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a step as `run` does and then take all of it back; no event is published."""
