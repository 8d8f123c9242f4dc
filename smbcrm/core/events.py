"""Facts published after a unit of work has been committed."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")


class EventBus:
    """Hands each event to the handlers of its exact type; those of `object` hear every event."""

    def __init__(self) -> None:
        self._handlers: defaultdict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)

    def subscribe(self, kind: type[E], handler: Callable[[E], None]) -> None:
        """Call the handler with every later event of that type."""
        self._handlers[kind].append(handler)

    def publish(self, event: object) -> None:
        """Call the handlers of the event's type, then those of every event, as they subscribed."""
        for handler in (*self._handlers[type(event)], *self._handlers[object]):
            handler(event)
