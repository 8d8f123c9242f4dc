"""Errors say what happened in the log, and cross from another process whole."""

import pickle

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money


class Short(UserError):
    msgid = N_("{amount} is missing. {instead}")


def test_a_log_reads_an_error_as_a_sentence() -> None:
    error = Short(amount=Money(6850, Currency.of("USD")), instead=Text("Use {way}.", {"way": "x"}))
    assert str(error) == "$68.50 is missing. Use x."


def test_an_error_comes_out_of_a_child_process_as_it_went_in() -> None:
    error = Short(amount=5, instead="-")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what we have just written
    assert (type(again), again.params, str(again)) == (Short, error.params, str(error))
