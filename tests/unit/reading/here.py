"""Reading inside this process: what the child does, without the child."""

import io
import os
from pathlib import Path

from smbcrm.exports.reading.child import Request, answer_request
from smbcrm.exports.reading.limits import Limits
from smbcrm.exports.reading.wire import read_frame


def answer_to(
    path: Path,
    task: str = "rows",
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> list[list[object]]:
    """Return every message that the child would send about a file."""
    request = Request(
        task, os.fsencode(path), path.suffix.lower(), sheet, encoding, limits or Limits()
    )
    out = io.BytesIO()
    answer_request(request, out)
    out.seek(0)
    return list(iter(lambda: read_frame(out), None))


def rows_of(path: Path, encoding: str | None = None) -> list[tuple[int, list[object]]]:
    """Return number and cells of each row.

    :raises AssertionError: the file was refused.
    """
    *batches, last = answer_to(path, encoding=encoding)
    assert last == ["end"], last
    found = []
    for kind, batch in batches:
        assert kind == "rows"
        assert isinstance(batch, list)
        found += [(number, row) for number, row in batch]
    return found


def refusal_of(path: Path, encoding: str | None = None) -> str:
    """Return the code with which a file is refused, `read` where it is not."""
    last = answer_to(path, encoding=encoding)[-1]
    return str(last[1]) if last[0] == "refused" else "read"
