"""kill -9 of the window right after it said that a sale is taken: the sale is there, once."""

import random
import time
from collections import Counter
from pathlib import Path

from smbcrm import bootstrap
from smbcrm.core.clock import SystemClock
from tests.helpers.salon import salon
from tests.helpers.till_process import CONTEXT
from tests.helpers.window_process import sell_until_killed

_DEATHS = 4
_PATIENCE = 60


def _work_and_die(address: str, folder: Path, first: int, *, at: str) -> set[int]:
    """Let a window sell twice and kill it after it told `at` of the second; return what it took."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    arguments = (theirs, address, str(folder), first)
    process = CONTEXT.Process(target=sell_until_killed, args=arguments)
    process.start()
    theirs.close()
    taken = set()
    try:
        while True:
            assert ours.poll(_PATIENCE)
            what, cents = ours.recv()
            if what == "taken":
                taken.add(cents)
            if (what, cents) == (at, first + 1):
                if at == "typed":
                    time.sleep(random.uniform(0, 0.05))  # noqa: S311 - follows --randomly-seed
                return taken
    finally:
        process.kill()
        process.join()
        ours.close()


def test_what_the_window_said_is_taken_is_there_once(tmp_path: Path) -> None:
    address = str(tmp_path / "salon.smbcrm")
    salon(address, SystemClock()).close()
    acknowledged: set[int] = set()
    for death in range(_DEATHS):
        at = "typed" if death % 2 else "taken"
        acknowledged |= _work_and_die(address, tmp_path, 10 + 10 * death, at=at)
    books = bootstrap.open_shop(address)
    hannah = books.customers.find("0142")[0].id
    found = Counter((row.net or 0) - 500 for row in books.history.of_customer(hannah))
    assert len(acknowledged) >= _DEATHS
    assert acknowledged <= set(found)
    assert {found[cents] for cents in acknowledged} == {1}
    assert books.audit.verify().findings == ()
    books.close()
