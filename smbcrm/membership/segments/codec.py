"""How a filter is written down: JSON with a version, read whole or not at all."""

import json
from collections.abc import Sequence

from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.segments.own import is_own
from smbcrm.membership.segments.rules import MOST_VALUES, in_order
from smbcrm.membership.segments.types import Filter

_VERSION = 1
_LONGEST = 200_000


class DamagedFilter(ValueError):
    """A text that is no filter of any version."""


class NewerFilter(ValueError):
    """A filter of a later version: it has a version or a kind of condition that we do not know."""


def written(chosen: Filter) -> str:
    """Return a filter as it is kept; the same filter is always the same text."""
    where = {name: list(values) for name, values in chosen.where}
    return json.dumps({"version": _VERSION, "where": where}, ensure_ascii=False)


def read(text: str) -> Filter:
    """Return the filter that was written; raise DamagedFilter or NewerFilter.

    The values are texts still: what they mean is looked at where the filter is used.
    """
    content = _json(text)
    if not isinstance(content, dict) or type(content.get("version")) is not int:
        raise DamagedFilter
    if content["version"] > _VERSION:
        raise NewerFilter
    if content.keys() != {"version", "where"} or content["version"] != _VERSION:
        raise DamagedFilter
    where = content["where"]
    if not isinstance(where, dict) or not where:
        raise DamagedFilter
    if not all(name in KINDS or is_own(name) for name in where):
        raise NewerFilter
    return Filter(tuple((name, _values(where[name])) for name in in_order(where)))


def _values(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not 1 <= len(values) <= MOST_VALUES:
        raise DamagedFilter
    if not all(isinstance(one, str) for one in values) or len(set(values)) != len(values):
        raise DamagedFilter
    return tuple(values)


def _json(text: str) -> object:
    if len(text) > _LONGEST:
        raise DamagedFilter
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise DamagedFilter from None


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return the pairs of an object; raise DamagedFilter for a name that comes twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise DamagedFilter
    return found
