"""The unit of work: all or nothing, again on a conflict, and told only when it is true."""

import threading
from collections.abc import Callable, Iterator

import peewee
import psycopg
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.events import EventBus
from smbcrm.core.work import DoFirst
from smbcrm.membership.ledger.types import House
from smbcrm.models import uow as running
from smbcrm.models.connect import is_postgres_url
from smbcrm.models.faults import Conflict, DatabaseAway, DatabaseBusy
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.upgrade import create_database
from smbcrm.models.work import Work


class Said(str):
    """An event."""

    __slots__ = ()


@pytest.fixture
def uow(shop_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[PeeweeUnitOfWork]:
    monkeypatch.setattr("smbcrm.models.uow.time.sleep", lambda _: None)
    create_database(shop_address)
    made = PeeweeUnitOfWork(shop_address, EventBus())
    yield made
    made.close()


def put(work: Work, key: str, value: str = "1") -> str:
    work.settings.put(key, value)
    work.requests.begin()
    work.record(Said(key))
    return value


def stored(work: Work) -> dict[str, str]:
    return work.settings.stored()


def told(uow: PeeweeUnitOfWork) -> list[str]:
    """Return a list that fills with what is published, seen by another connection."""
    heard: list[str] = []
    other = PeeweeUnitOfWork(uow.address, EventBus())

    def hear(event: Said) -> None:
        assert event in other.read(stored), "it is said before it is true"
        other.close()
        heard.append(event)

    uow._bus.subscribe(Said, hear)
    return heard


def driver_error(state: str) -> Exception:
    """Return an error as the driver raises it."""
    if state.startswith("SQLITE"):
        error = sqlcipher.OperationalError(state)
        error.sqlite_errorname = state
        return error  # type: ignore[no-any-return]
    return psycopg.errors.lookup(state)()


def failing(times: int, error: Callable[[], Exception], seen: list[Work]) -> Callable[[Work], str]:
    def step(work: Work) -> str:
        seen.append(work)
        put(work, "try", str(len(seen)))
        if len(seen) <= times:
            raise error()
        return f"try {len(seen)}"

    return step


def test_a_step_is_committed_and_then_told(uow: PeeweeUnitOfWork) -> None:
    heard = told(uow)
    assert uow.run(put, "a", value="2") == "2"
    assert uow.read(stored) == {"a": "2"}
    assert heard == ["a"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, Conflict])
def test_a_step_that_fails_leaves_nothing_and_says_nothing(
    uow: PeeweeUnitOfWork, error: type[BaseException]
) -> None:
    heard = told(uow)

    def step(work: Work) -> None:
        put(work, "a")
        raise error

    with pytest.raises(error):
        uow.run(step)
    assert uow.read(stored) == {}
    assert heard == []


@pytest.mark.parametrize("state", ["40001", "40P01", "23505", "SQLITE_BUSY"])
@pytest.mark.parametrize("times", [1, 4])
def test_a_conflict_is_met_with_a_fresh_start(
    uow: PeeweeUnitOfWork, state: str, times: int
) -> None:
    heard = told(uow)
    seen: list[Work] = []
    result = uow.run(failing(times, lambda: driver_error(state), seen))
    assert result == f"try {times + 1}"
    assert len({id(work) for work in seen}) == len(seen) == times + 1
    assert all(work.events == ["try"] for work in seen), "each begins with nothing"
    assert uow.read(stored) == {"try": str(times + 1)}
    assert heard == ["try"], "what was taken back is not told"


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("40001", Conflict),
        ("40P01", Conflict),
        ("SQLITE_BUSY", DatabaseBusy),
        ("23505", psycopg.errors.UniqueViolation),
    ],
)
def test_after_five_tries_it_is_given_up(
    uow: PeeweeUnitOfWork, state: str, fault: type[Exception]
) -> None:
    seen: list[Work] = []
    with pytest.raises(fault):
        uow.run(failing(9, lambda: driver_error(state), seen))
    assert len(seen) == running.TRIES == 5
    assert uow.read(stored) == {}


@pytest.mark.parametrize("state", ["42P01", "53100", "SQLITE_FULL", "SQLITE_CORRUPT"])
def test_what_is_no_conflict_is_not_tried_again(uow: PeeweeUnitOfWork, state: str) -> None:
    seen: list[Work] = []
    with pytest.raises((EnvironmentFault, psycopg.Error)):
        uow.run(failing(1, lambda: driver_error(state), seen))
    assert len(seen) == 1
    assert uow.read(stored) == {}


def test_a_real_deadlock_ends_well_for_both(postgres_url: str) -> None:
    create_database(postgres_url)
    units = [PeeweeUnitOfWork(postgres_url, EventBus()) for _ in range(2)]
    units[0].run(put, "a", "0")
    units[0].run(put, "b", "0")
    both_hold_one = threading.Barrier(2, timeout=60)
    tries: list[str] = []

    def step(work: Work, first: str, second: str) -> None:
        tries.append(first)
        work.session.execute("UPDATE setting SET value = value || ? WHERE key = ?", first, first)
        if tries.count(first) == 1:
            both_hold_one.wait()
        work.session.execute("UPDATE setting SET value = value || ? WHERE key = ?", first, second)

    def till(number: int, first: str, second: str) -> None:
        units[number].run(step, first, second)
        units[number].close()

    threads = [
        threading.Thread(target=till, args=(0, "a", "b")),
        threading.Thread(target=till, args=(1, "b", "a")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result = units[0].read(stored)
    units[0].close()
    assert {key: sorted(value) for key, value in result.items()} == {
        "a": ["0", "a", "b"],
        "b": ["0", "a", "b"],
    }
    assert len(tries) == 3, "one of them had to begin again"


@pytest.mark.parametrize("rehearsed", [False, True])
def test_what_has_to_be_done_first_is_done_by_itself(
    uow: PeeweeUnitOfWork, *, rehearsed: bool
) -> None:
    seen: list[dict[str, str]] = []

    def step(work: Work) -> str:
        seen.append(stored(work))
        put(work, "b", "2")
        if "a" not in seen[-1]:
            raise DoFirst(lambda first: put(first, "a", "1"))
        return "done"

    assert (uow.rehearse if rehearsed else uow.run)(step) == "done"
    assert seen == [{}, {"a": "1"}], "begun again, without what it did before"
    assert uow.read(stored) == ({"a": "1"} if rehearsed else {"a": "1", "b": "2"})


def test_what_cannot_be_done_first_is_a_fault(uow: PeeweeUnitOfWork) -> None:
    def never(_: Work) -> None:
        raise LookupError

    def step(_: Work) -> None:
        raise DoFirst(never)

    with pytest.raises(LookupError):
        uow.run(step)


def test_a_rehearsal_returns_its_result_and_leaves_nothing(uow: PeeweeUnitOfWork) -> None:
    heard = told(uow)
    assert uow.rehearse(put, "a", "7") == "7"
    assert uow.read(stored) == {}
    assert heard == []
    with pytest.raises(LookupError):
        uow.rehearse(lambda work: stored(work)["gone"])


def test_an_account_that_was_taken_back_is_not_remembered(uow: PeeweeUnitOfWork) -> None:
    def step(work: Work, unit: str) -> int:
        work.ledger.open_house([(House.SALES, unit)])
        return work.ledger._writer._house_account(House.SALES, unit)

    taken_back = uow.rehearse(step, "AAA")
    kept = uow.run(step, "BBB")
    assert uow._own.house == {(House.SALES.value, "BBB"): kept}
    if not is_postgres_url(uow.address):
        assert taken_back == kept, "the number is given again, to somebody else"


def test_a_snapshot_stands_still_and_only_reads(uow: PeeweeUnitOfWork) -> None:
    uow.run(put, "a")

    def step(work: Work) -> dict[str, str]:
        before = stored(work)
        uow.run(put, "b")
        assert stored(work) == before
        with pytest.raises(peewee.PeeweeException, match=r"readonly|read-only"):
            put(work, "c")
        return before

    assert uow.snapshot(step) == {"a": "1"}
    assert uow.read(stored) == {"a": "1", "b": "1"}


def test_a_snapshot_begins_where_it_is_asked_for(uow: PeeweeUnitOfWork) -> None:
    def step(work: Work) -> dict[str, str]:
        uow.run(put, "a")  # before the step has read anything
        return stored(work)

    assert uow.snapshot(step) == {}


def test_many_rows_are_streamed_side_by_side(uow: PeeweeUnitOfWork) -> None:
    for number in range(25):
        uow.run(put, f"{number:02}")

    def step(work: Work) -> list[tuple[str, str]]:
        query = "SELECT key FROM setting ORDER BY key"
        streams = [work.session.stream(query, size=10) for _ in range(2)]
        return [(first[0], second[0]) for first, second in zip(*streams, strict=True)]

    assert uow.snapshot(step) == [(f"{number:02}",) * 2 for number in range(25)]


def test_what_is_wrong_in_a_read_is_raised_as_it_is(uow: PeeweeUnitOfWork) -> None:
    for run in (uow.read, uow.snapshot, uow.run):
        with pytest.raises(peewee.PeeweeException):
            run(lambda work: work.session.rows("SELECT nothing FROM nowhere"))
    assert uow.read(stored) == {}


def test_a_connection_that_was_cut_is_made_anew(postgres_url: str) -> None:
    create_database(postgres_url)
    uow = PeeweeUnitOfWork(postgres_url, EventBus())
    uow.run(put, "a")

    def cut(work: Work) -> None:
        (pid,) = work.session.row("SELECT pg_backend_pid()") or (0,)
        put(work, "b")
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))
        work.session.row("SELECT 1")

    for run in (uow.run, uow.read):
        with pytest.raises(DatabaseAway):
            run(cut)
    with pytest.raises(DatabaseAway):
        uow.snapshot(cut_snapshot, postgres_url)
    assert uow.read(stored)["a"] == "1"
    uow.close()


def cut_snapshot(work: Work, address: str) -> None:
    (pid,) = work.session.row("SELECT pg_backend_pid()") or (0,)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (pid,))
    work.session.row("SELECT 1")


def test_closing_twice_is_no_error(uow: PeeweeUnitOfWork) -> None:
    uow.run(put, "a")
    uow.close()
    uow.close()
    assert uow.read(stored) == {"a": "1"}


@pytest.mark.parametrize("text", ["100%", "?", "%s", "{lock}", "it's", "\\", "陈😀"])
def test_any_text_passes_as_a_parameter(uow: PeeweeUnitOfWork, text: str) -> None:
    uow.run(put, "k", text)
    query = "SELECT value, '5%' FROM setting WHERE value LIKE '%' AND value = ? {lock}"
    assert uow.run(lambda work: work.session.row(query, text)) == (text, "5%")
