"""What nobody may read over a shoulder: typed without being shown, never a word of the command."""

import sys
from collections.abc import Callable
from dataclasses import replace
from getpass import getpass
from typing import TypeVar

from smbcrm.cli.context import Context
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.spending_pin.types import PinNeeded
from smbcrm.membership.value.types import TransferRequest, WithdrawRequest

_Asked = TypeVar("_Asked", SaleRequest, TransferRequest, WithdrawRequest)


class SecretsDiffer(UserError):
    """What was typed twice is not the same."""

    msgid = N_("That was typed in two ways. Type it once more, the same both times.")


def read_secret(context: Context, prompt: str) -> str:
    """Return what is typed at the terminal, or the next line of what is piped in; "" for none.

    The words of a command stand in the list of processes, where every user of the PC can read them.
    """
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    words = context.translator.gettext(prompt)
    return getpass(f"{words}: ", stream=context.screen).strip()


def read_new_secret(context: Context, prompt: str, again: str) -> str:
    """Return something new: at the terminal it is typed twice. Raises SecretsDiffer."""
    typed = read_secret(context, prompt)
    if sys.stdin is not None and sys.stdin.isatty() and read_secret(context, again) != typed:
        raise SecretsDiffer
    return typed


def with_pin(context: Context, act: Callable[[_Asked], Bill], request: _Asked) -> Bill:
    """Carry a request out; where the shop asks for the customer's PIN, it is read now."""
    try:
        return act(request)
    except PinNeeded:
        pin = read_secret(context, N_("Spending PIN"))
        if not pin:
            raise
        return act(replace(request, pin=pin))
