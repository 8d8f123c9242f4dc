"""Verify: what it says."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.i18n import Text


@dataclass(frozen=True, slots=True)
class Figures:
    """How much was looked at, and where the chain ends."""

    operations: int = 0
    entries: int = 0
    accounts: int = 0
    lots: int = 0
    head_hash: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: clean without findings. `notes` are worth knowing, and nothing is wrong."""

    figures: Figures
    findings: tuple[Text, ...]
    notes: tuple[Text, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything adds up."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class KnownHead:
    """Where the chain ended at a moment in the past, as a copy of the shop holds it."""

    seq: int
    hash: str
    made_at: dt.datetime
