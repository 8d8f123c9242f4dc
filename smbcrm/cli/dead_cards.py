"""What an answer says of the dead cards by which somebody was named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from smbcrm.cli.command import Reply
from smbcrm.membership.cards.scanning import DeadCardScan, dead


def dead_card_data(scan: DeadCardScan) -> Mapping[str, object]:
    """Return a dead card with its state and the card that is used instead, for JSON."""
    card, living = scan.shown.card, scan.shown.living
    return {
        "card": card.number,
        "state": card.state,
        "replaced_by": card.replaced_by,
        "living_card": None if living is None else living.number,
    }


def with_dead_cards(reply: Reply, scans: Sequence[DeadCardScan]) -> Reply:
    """Return an answer that begins with why the cards are dead and which ones live."""
    if not scans:
        return reply
    data = {**reply.data, "dead_cards": [dead_card_data(one) for one in scans]}
    return replace(reply, data=data, parts=(*map(dead, scans), *reply.parts))
