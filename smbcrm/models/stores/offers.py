"""Top-up offers."""

import datetime as dt

from smbcrm.membership.offers.types import Offer
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.tables.shop import OfferRow


class PeeweeOfferStore:
    """The top-up offers. A top-up passes here, so reading is fixed SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Offer, ...]:
        """Return every offer, also those switched off, smallest amount first."""
        tiers: dict[int, list[str]] = {}
        for offer, code in self._session.rows(
            "SELECT o.offer, t.code FROM offer_tier o JOIN tier t ON t.id = o.tier ORDER BY t.rank"
        ):
            tiers.setdefault(offer, []).append(code)
        rows = self._session.rows(
            "SELECT id, amount, gift, first_day, last_day, active FROM offer "
            "ORDER BY amount, gift, id"
        )
        return tuple(_offer(row, tuple(tiers.get(row[0], ()))) for row in rows)

    def add(self, offer: Offer) -> int:
        """Add an offer and return its number, which the database gives."""
        number = int(OfferRow.insert(_columns(offer)).execute(self._session.db))
        self._put_tiers(number, offer.tiers)
        return number

    def put(self, offer: Offer) -> None:
        """Write a known offer."""
        OfferRow.update(_columns(offer)).where(OfferRow.id == offer.id).execute(self._session.db)
        self._session.execute("DELETE FROM offer_tier WHERE offer = ?", offer.id)
        self._put_tiers(offer.id, offer.tiers)

    def _put_tiers(self, number: int, codes: tuple[str, ...]) -> None:
        self._session.many(
            "INSERT INTO offer_tier (offer, tier) SELECT ?, id FROM tier WHERE code = ?",
            [(number, code) for code in codes],
        )


def _columns(offer: Offer) -> dict[str, object]:
    return {
        "amount": offer.amount,
        "gift": offer.gift,
        "first_day": None if offer.first is None else offer.first.isoformat(),
        "last_day": None if offer.last is None else offer.last.isoformat(),
        "active": offer.active,
    }


def _offer(row: SqlRow, tiers: tuple[str, ...]) -> Offer:
    first, last = (None if day is None else dt.date.fromisoformat(day) for day in row[3:5])
    return Offer(row[0], row[1], row[2], first, last, tiers, bool(row[5]))
