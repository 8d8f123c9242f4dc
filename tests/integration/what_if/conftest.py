"""The shop of the tests of tiers, for replays."""

from tests.integration.tiers.conftest import shop

__all__ = ["shop"]
