"""What the list is narrowed down by: the chips that are on, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from smbcrm.membership.segments.rules import joined
from smbcrm.membership.segments.types import Where

TIER, SEGMENT, OWN = "tier", "segment", "own"
"""What a chip stands for: a tier, a saved segment, a condition that somebody has added here."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one chip stands for: of which sort it is, how it is told apart, and its conditions."""

    sort: str
    key: str
    where: Where


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that were added here, and all parts that are on, in the order they were put on."""

    own: tuple[Part, ...] = ()
    on: tuple[Part, ...] = ()

    @property
    def where(self) -> Where:
        """What has to hold: any value of a kind will do, and all kinds have to hold."""
        return joined(part.where for part in self.on)

    @property
    def segment(self) -> str:
        """The one segment that is on, and nothing else; "" where there is none."""
        if len(self.on) == 1 and self.on[0].sort == SEGMENT:
            return self.on[0].key
        return ""

    def switched(self, part: Part, *, on: bool) -> "Filters":
        """Return them with a part on or off."""
        rest = self._without(part)
        return replace(self, on=(*rest, part) if on else rest)

    def added(self, where: Where) -> "Filters":
        """Return them with a condition of somebody's own, which is on; there is each once."""
        part = Part(OWN, repr(where), where)
        own = self.own if part in self.own else (*self.own, part)
        return replace(self, own=own).switched(part, on=True)

    def dropped(self, part: Part) -> "Filters":
        """Return them without a condition of somebody's own."""
        own = tuple(one for one in self.own if one != part)
        return Filters(own, self._without(part))

    def off(self) -> "Filters":
        """Return them with nothing on; what was added stays to be put on again."""
        return replace(self, on=())

    def known(self, parts: Sequence[Part]) -> "Filters":
        """Return them as tiers and segments are now; what is gone is off."""
        now = {(one.sort, one.key): one for one in parts}
        on = (one if one.sort == OWN else now.get((one.sort, one.key)) for one in self.on)
        return replace(self, on=tuple(one for one in on if one is not None))

    def renamed(self, segment: str, name: str) -> "Filters":
        """Return them after a segment got another name."""
        on = tuple(
            replace(one, key=name) if (one.sort, one.key) == (SEGMENT, segment) else one
            for one in self.on
        )
        return replace(self, on=on)

    def _without(self, part: Part) -> tuple[Part, ...]:
        return tuple(one for one in self.on if (one.sort, one.key) != (part.sort, part.key))
