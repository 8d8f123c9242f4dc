"""What is done to the shop of the oracle in properties, whatever else they do."""

import datetime as dt
from collections.abc import Callable

from hypothesis import strategies as st

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import utc
from tests.helpers.oracle_types import Outcome

START = utc(2026, 3, 10)
Act = Callable[[OracleShop, str], Outcome]


@st.composite
def passings(draw: st.DrawFn) -> Act:
    """Move the clock on; then what is due expires, or not yet."""
    hours, books = draw(st.sampled_from([20, 200, 700])), draw(st.booleans())

    def act(shop: OracleShop, _request_id: str) -> Outcome:
        shop.set_now(shop.now + dt.timedelta(hours=hours))
        return shop.expire(shop.today if books else START.date())

    return act
