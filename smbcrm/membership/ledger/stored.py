"""Stored value: its two parts, wherever they stand side by side."""


class BothParts:
    """A base of facts that name both parts of stored value, in minor units."""

    __slots__ = ()

    principal: int
    gift: int

    @property
    def stored(self) -> int:
        """Both parts of stored value."""
        return self.principal + self.gift
