"""Rewards: the catalogue with its stock, and what was taken of it."""

from smbcrm.membership.items.types import Item
from smbcrm.membership.rewards.types import NewReward, Reward, RewardTaken
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.items import ITEM_COLUMNS, item_of

_REWARD = (
    f"SELECT {ITEM_COLUMNS}, r.id, r.code, r.name, r.points, r.stock, r.tiers, r.active "
    "FROM reward r LEFT JOIN item i ON i.id = r.item "
)
_ITEM_END = ITEM_COLUMNS.count(",") + 1


class PeeweeRewardStore:
    """What points are exchanged for. The stock never goes below zero: the database sees to it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Reward, ...]:
        """Return every reward, the cheapest first."""
        rows = self._session.rows(_REWARD + "ORDER BY r.points, r.code")
        return tuple(_reward(row) for row in rows)

    def get(self, code: str, *, hold: bool = False) -> Reward | None:
        """Return the reward with that code; `hold` it to the end of the step."""
        if hold:
            self._session.row("SELECT id FROM reward WHERE code = ? {lock}", code)
        row = self._session.row(_REWARD + "WHERE r.code = ?", code)
        return None if row is None else _reward(row)

    def hold(self, reward: int) -> None:
        """Hold a reward (its id) to the end of the step."""
        self._session.row("SELECT id FROM reward WHERE id = ? {lock}", reward)

    def add(self, new: NewReward, item: Item | None) -> None:
        """Add a reward that was checked before."""
        self._session.execute(
            "INSERT INTO reward (code, name, points, item, stock, tiers, active) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            new.code,
            *_said(new, item, active=True),
        )

    def put(self, new: NewReward, item: Item | None, *, active: bool) -> None:
        """Write a known reward, by its code, that was checked before."""
        self._session.execute(
            "UPDATE reward SET name = ?, points = ?, item = ?, stock = ?, tiers = ?, active = ? "
            "WHERE code = ?",
            *_said(new, item, active=active),
            new.code,
        )

    def take(self, reward: int, quantity: int) -> bool:
        """Take so many from the stock, if there are; of several tills at once each gets its own."""
        changed = self._session.execute(
            "UPDATE reward SET stock = stock - ? WHERE id = ? AND (stock IS NULL OR stock >= ?)",
            quantity,
            reward,
            quantity,
        )
        return changed == 1

    def note(self, operation: int, reward: int, quantity: int) -> None:
        """Note what an operation, by its sequence number, took."""
        self._session.execute(
            "INSERT INTO reward_taken (operation, reward, quantity) VALUES (?, ?, ?)",
            operation,
            reward,
            quantity,
        )

    def taken(self, operation: int) -> RewardTaken | None:
        """Return what an operation, by its sequence number, took."""
        row = self._session.row(
            "SELECT reward, quantity FROM reward_taken WHERE operation = ?", operation
        )
        return None if row is None else RewardTaken(*row)

    def put_back(self, taken: RewardTaken) -> None:
        """Put what was taken back into the stock."""
        self._session.execute(
            "UPDATE reward SET stock = stock + ? WHERE id = ?", taken.quantity, taken.reward
        )


def _said(new: NewReward, item: Item | None, *, active: bool) -> SqlRow:
    return (
        new.name,
        new.points,
        None if item is None else item.id,
        new.stock,
        ",".join(new.tiers),
        active,
    )


def _reward(row: SqlRow) -> Reward:
    number, code, name, points, stock, tiers, active = row[_ITEM_END:]
    return Reward(
        number,
        code,
        name,
        points,
        None if row[0] is None else item_of(row),
        stock,
        tuple(filter(None, tiers.split(","))),
        active=bool(active),
    )
