"""Short ways to read what the oracle answered, for tests."""

import datetime as dt

from tests.helpers.oracle_types import Accepted, Outcome, Refused


def accepted(outcome: Outcome) -> Accepted:
    """Return the outcome as accepted; AssertionError if it was refused."""
    assert isinstance(outcome, Accepted), outcome
    return outcome


def reason(outcome: Outcome) -> str:
    """Return the code of a refusal; AssertionError if the request was accepted."""
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def utc(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    """Return an instant in UTC, noon unless an hour is given."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)
