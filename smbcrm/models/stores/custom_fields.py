"""The fields of the shop."""

from collections.abc import Sequence

from smbcrm.membership.change_log.types import Change
from smbcrm.membership.custom_fields.types import CustomField, FieldKind, NewField
from smbcrm.membership.shop.settings import CURRENCY
from smbcrm.models.session import Session

_FIELDS = "SELECT id, name, kind, choices, place, active FROM custom_field ORDER BY place, id"
_END = "\n"


class PeeweeCustomFieldStore:
    """Reads and writes the fields of the shop."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, *, hold: bool = False) -> tuple[CustomField, ...]:
        """Return every field by its place; `hold` them all to the end of the step."""
        if hold:
            # A row that is always there, also while the first field is added.
            self._session.row("SELECT key FROM setting WHERE key = ? {lock}", CURRENCY.key)
        return tuple(
            CustomField(id_, name, FieldKind(kind), _list(choices), place, bool(active))
            for id_, name, kind, choices, place, active in self._session.rows(_FIELDS)
        )

    def add(self, new: NewField, place: int) -> int:
        """Add a checked field and return its id."""
        (made,) = self._session.inserted(
            "INSERT INTO custom_field (name, kind, choices, place, active)",
            [(new.name, new.kind.value, _END.join(new.choices), place, True)],
        )
        self._sign(None, CustomField(made, new.name, new.kind, new.choices, place))
        return made

    def put(self, fields: Sequence[CustomField]) -> None:
        """Write known fields that were checked before."""
        known = {one.id: one for one in self.all()}
        for one in fields:
            if one != known[one.id]:
                self._session.execute(
                    "UPDATE custom_field SET name = ?, kind = ?, choices = ?, place = ?, "
                    "active = ? WHERE id = ?",
                    one.name,
                    one.kind.value,
                    _END.join(one.choices),
                    one.place,
                    one.active,
                    one.id,
                )
                self._sign(known[one.id], one)
        order, now = (_END.join(str(one.id) for one in found) for found in (known.values(), fields))
        if order != now:
            self._session.unsigned.append(Change(None, "field_order", "", order, now))

    def held(self, field: int) -> dict[str, int]:
        """Return the values that customers have in a field, with how many have each."""
        found = self._session.rows(
            "SELECT value, COUNT(*) FROM customer_field WHERE field = ? GROUP BY value", field
        )
        return dict(found)

    def _sign(self, before: CustomField | None, after: CustomField) -> None:
        was = {} if before is None else _told(before)
        for name, now in _told(after).items():
            if was.get(name) != now:
                change = Change(None, name, str(after.id), was.get(name), now)
                self._session.unsigned.append(change)


def _list(choices: str) -> tuple[str, ...]:
    return tuple(choices.split(_END)) if choices else ()


def _told(one: CustomField) -> dict[str, str | None]:
    """Return what the change log says of a field."""
    return {
        "field_name": one.name,
        "field_kind": one.kind.value,
        "field_choices": _END.join(one.choices) or None,
        "field_active": None if one.active else "off",
    }
