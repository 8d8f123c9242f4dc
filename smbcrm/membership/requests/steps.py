"""The step by which a request that writes no operation counts once."""

from collections.abc import Callable, Mapping

from smbcrm.core.ids import is_uuid
from smbcrm.membership.requests.ports import RequestWork
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.requests.types import Act, BadRequestId, Recorded, RequestReused


def once(
    work: RequestWork,
    act: Act,
    kind: str,
    arguments: Mapping[str, object],
    step: Callable[[], str],
) -> str:
    """Return the answer of `step`, or the first one where this very request was carried out.

    The answer holds ids and never names, because an erase does not look here. Two tills that send
    the same request at once meet at its primary key: the slower one is run again and finds it.
    Raises BadRequestId, or RequestReused where the id was used for something else.
    """
    request_id, asked = identify(act, kind, arguments)
    found = recorded(work, request_id, asked)
    if found is None:
        result = step()
        work.requests.keep(request_id, kind, asked, result)
        return result
    return found.result


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
