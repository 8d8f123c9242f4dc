"""Who is picked in the list: it stays while the list is narrowed down, sorted and asked anew."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Customers by their ids, however many."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ids: set[int] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, customer: object) -> bool:
        return customer in self._ids

    def ids(self) -> tuple[int, ...]:
        """Return all of them, in the order they were added to the shop."""
        return tuple(sorted(self._ids))

    def holds_all(self, customers: Iterable[int]) -> bool:
        """Tell whether all of these are picked; nobody is not all."""
        wanted = set(customers)
        return bool(wanted) and wanted <= self._ids

    def toggle(self, customer: int) -> None:
        """Pick somebody, or no longer."""
        self._ids ^= {customer}
        self.changed.emit()

    def add(self, customers: Iterable[int]) -> None:
        """Pick these too."""
        self._ids.update(customers)
        self.changed.emit()

    def remove(self, customers: Iterable[int]) -> None:
        """Pick these no longer."""
        self._ids.difference_update(customers)
        self.changed.emit()

    def put(self, customers: Iterable[int]) -> None:
        """Pick these and nobody else."""
        self._ids = set(customers)
        self.changed.emit()

    def clear(self) -> None:
        """Pick nobody."""
        self.put(())
