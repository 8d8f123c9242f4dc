"""What is told between processes."""

from collections.abc import Callable
from typing import Protocol


def nobody() -> None:
    """Nobody has to be told."""


class ChangeFeed(Protocol):
    """Says that something was written to the shop, by whomever; not what.

    Nothing is right only because of it: screens ask again for what they show.
    """

    def watch(
        self,
        stop: Callable[[], bool],
        changed: Callable[[], None],
        begun: Callable[[], None] = nobody,
    ) -> None:
        """Call `changed` after each change until `stop` is true; on a thread of its own.

        `begun` is called once when it listens: what is written from then on is told, within a
        second and a half. Several changes may be told as one, and what this very program writes
        is told too. A database that is away is tried again and again; once it is back, `changed`
        is called, because something may have been missed. Returns within half a second after
        `stop` turns true (dialling a server that does not answer: within two), with its connection
        closed; raises only what `changed` and `begun` raise.
        """

    def let_go(self) -> None:
        """Close the connection, so that the shop can be replaced; listen again a second later."""
