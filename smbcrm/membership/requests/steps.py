"""The steps by which a request counts once."""

from collections.abc import Mapping

from smbcrm.core.ids import is_uuid
from smbcrm.membership.requests.ports import RequestWork
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.requests.types import Act, BadRequestId, Recorded, RequestReused, RuleChange


def identify(act: Act, kind: str, arguments: Mapping[str, object]) -> tuple[str, str]:
    """Return the id of a request and the hash of what it asks for; raise BadRequestId."""
    if not is_uuid(act.request_id):
        raise BadRequestId(request=act.request_id)
    said = {
        "staff": act.staff,
        "terminal": act.terminal,
        "date": act.date,
        "note": act.note or None,
    }
    return act.request_id.lower(), request_hash(kind, {**arguments, **said})


def recorded(work: RequestWork, request_id: str, asked: str) -> Recorded | None:
    """Return what this very request did before; raise RequestReused for another one of that id."""
    found = work.requests.find(request_id)
    if found is not None and found.hash != asked:
        raise RequestReused(request=request_id)
    return found


def note_rules(
    work: RequestWork,
    act: Act,
    what: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    """Keep what a request changed of a rule of the shop, part by part, once the request is kept.

    The insider report tells rules that are changed and changed back.
    """
    changes = [
        RuleChange(f"{what} {part}", _text(before[part]), _text(now))
        for part, now in after.items()
        if before[part] != now
    ]
    work.requests.note_rules(act.request_id.lower(), changes)


def _text(value: object) -> str:
    return "" if value is None else str(value)
