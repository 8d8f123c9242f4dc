"""What custom fields need from the outside."""

from collections.abc import Sequence
from typing import Protocol

from smbcrm.membership.custom_fields.types import CustomField, NewField
from smbcrm.membership.staff.ports import ActWork


class CustomFieldStore(Protocol):
    """The fields of the shop. What customers have in them is written with the customer."""

    def all(self, *, hold: bool = False) -> tuple[CustomField, ...]:
        """Return every field by its place; `hold` them all to the end of the step."""

    def add(self, new: NewField, place: int) -> int:
        """Add a checked field and return its id."""

    def put(self, fields: Sequence[CustomField]) -> None:
        """Write known fields that were checked before."""

    def held(self, field: int) -> dict[str, int]:
        """Return the values that customers have in a field, with how many have each."""


class CustomFieldWork(ActWork, Protocol):
    """The slice of a unit of work that knows custom fields."""

    @property
    def custom_fields(self) -> CustomFieldStore:
        """The fields of the shop."""
