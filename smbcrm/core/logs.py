"""The log of this PC: what broke and where, with ids, never with a name or a phone.

The message of an unexpected error may quote anything it met (a row, a name), so only its kind and
the places it passed are written.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType

from smbcrm.core.i18n import N_, Text

_BYTES = 512 * 1024
_KEPT = 3


def log_crash(folder: Path, where: str, error: BaseException, request_id: str = "") -> Path:
    """Write what is known of a bug and return the path of the log file.

    `where` is a command or a page. A log that cannot be written is no reason to fail once more.
    """
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - heavy, and for bugs only

    file = folder / "smbcrm.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return file
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    # A logger of our own: one that libraries can reach they can also switch off.
    logger = logging.Logger("smbcrm")  # noqa: LOG001 - see above
    logger.addHandler(handler)
    try:
        logger.error("where=%s request=%s\n%s", where, request_id, _course(error))
    finally:
        handler.close()
    return file


def _course(error: BaseException) -> str:
    """Return kinds and places of an error and of what it came from."""
    parts, seen = [], set[int]()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        kind = f"{type(step).__module__}.{type(step).__qualname__}"
        parts.append(f"{kind}\n{_places(step.__traceback__)}")
        step = step.__cause__ or step.__context__
    return "caused by ".join(parts)


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return "".join(f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in frames)


def bug_words(log: Path) -> Text:
    """Return what is said of a bug that `log_crash` wrote down."""
    words = N_("The program broke and nothing was half done. What is known of it stands in {log}")
    return Text(words, {"log": str(log)})
