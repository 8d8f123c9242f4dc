"""What can be wished of a visit package at the counter, and the use cases behind each wish."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import TransferRequest
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest, UseRequest


class Mode(Enum):
    """What the big button does."""

    USE = "use"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish as it stands on the screen; its request is that of a quote."""

    mode: Mode
    request: UseRequest | PauseRequest | ExtendRequest | TransferRequest


@dataclass(frozen=True, slots=True)
class WishQuote(Quote):
    """What the shop says to a wish: the bill that would be written."""

    wish: Wish


def quoted(services: Services, wish: Wish, act: Act) -> WishQuote:
    """Rehearse a wish; raise what carrying it out would raise."""
    return WishQuote(_work(services, wish, act, quote=True)(), None, wish)


def recording(services: Services, wish: Wish, act: Act) -> Callable[[], Bill]:
    """Return the work that carries a wish out under a request of its own."""
    return _work(services, wish, act, quote=False)


def _work(services: Services, wish: Wish, act: Act, *, quote: bool) -> Callable[[], Bill]:
    visits, value = services.visits, services.value
    match wish.request:
        case UseRequest() as use:
            return partial(visits.quote_use if quote else visits.use, replace(use, act=act))
        case ExtendRequest() as extend:
            return partial(
                visits.quote_extend if quote else visits.extend, replace(extend, act=act)
            )
        case TransferRequest() as hand:
            ask = value.quote_transfer if quote else value.transfer
            return partial(ask, replace(hand, act=act))
        case PauseRequest() as pause if wish.mode is Mode.PAUSE:
            return partial(visits.quote_pause if quote else visits.pause, replace(pause, act=act))
        case PauseRequest() as resume:
            return partial(
                visits.quote_resume if quote else visits.resume, replace(resume, act=act)
            )
