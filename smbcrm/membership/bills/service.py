"""Bills: looked at again, put on paper, and handed over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.ids import is_uuid
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.ports import BillIssueWork, BillWriter, FileWriter, PageRenderer
from smbcrm.membership.bills.types import (
    BillIssue,
    Draft,
    FoundBill,
    MissingCharacter,
    PageImage,
    Paper,
)
from smbcrm.membership.files.targets import check_target
from smbcrm.membership.ledger.named import called, operation_named
from smbcrm.membership.ledger.types import BILLED
from smbcrm.membership.requests.types import Act, BadRequestId, RequestReused
from smbcrm.membership.staff.steps import moment

_ENDING = ".pdf"
_NOT_TYPED = frozenset('"=$`\\%!')
"""What a command line or `--instead` itself would take for something else."""


class NoBill(UserError):
    """An opening, an expiry or a reversal: the customer was never given a bill for it."""

    msgid = N_("There is no bill for {operation}. Bills are made for what happens at the till.")


class BillTakenBack(UserError):
    """A reversal has no bill of its own."""

    msgid = N_("{operation} took back {reverses}. Print that one: its bill says that it is void.")


class NotAPdf(UserError):
    """The name promises another kind of file, or is that of a stream."""

    msgid = N_("{file}: a PDF is what is written. Choose a name that ends in .pdf")


class NotOnAnyFont(UserError):
    """Characters that would be missing on paper."""

    msgid = N_(
        "No font has {characters}. Say what is written instead, or that it is left out, and try "
        "again."
    )
    command = N_(
        'For example with: --instead "{example}=X", or --instead "{example}=" to leave it out'
    )


@dataclass(frozen=True, slots=True)
class BillService:
    """Shows bills and hands them over.

    `keep` are the files and folders of the shop itself, which no bill is written over.
    """

    uow: UnitOfWork[BillIssueWork]
    clock: Clock
    writer: BillWriter
    renderer: PageRenderer
    files: FileWriter
    keep: Collection[Path] = ()

    def find(self, operation: str) -> FoundBill:
        """Return a bill by the id of its operation or its number, as it was written.

        Raises UnknownOperation, and NoBill or BillTakenBack for what has none to hand over.
        """
        return self.uow.read(lambda work: _find(work, operation))

    def prepare(self, language: str) -> None:
        """Read ahead what a bill in a language needs, on a thread that has nothing else to do."""
        self.writer.prepare(language)

    def draft(self, operation: str, paper: Paper) -> Draft:
        """Return a bill as it would be handed over now; nothing is recorded. Raises as `find`.

        Where the paper names no language, and nothing for missing characters, they are those of
        the original: a reprint says what was said.
        """
        found = self.find(operation)
        return self._drawn(found, paper, copy=found.issued)

    def issue(self, act: Act, operation: str, paper: Paper) -> Draft:
        """Return a bill to be handed over now: the first time the original, later a copy.

        It is noted before it leaves, so that two tills cannot both give away the original; whoever
        cannot deliver it says so (`not_delivered`). The same request again is given the same.
        Raises NotOnAnyFont before anything is noted, BadRequestId, RequestReused where the request
        asked for another paper, UnknownStaff, UnknownTerminal, and as `find`.
        """
        request = _request(act)
        drawn = self.draft(operation, paper)
        if drawn.missing:
            raise not_on_any_font(drawn.missing)
        noted = self.uow.run(lambda work: self._note(work, act, request, operation, paper))
        if noted.found == drawn.found and noted.is_copy == drawn.paper.copy:
            return replace(drawn, request=noted.request)
        try:  # it was handed over or taken back since it was drawn, or by this very request
            again = self._drawn(noted.found, paper, copy=noted.is_copy)
        except BaseException:
            self._forget(noted.found.seq, noted.request)
            raise
        return replace(again, request=noted.request)

    def not_delivered(self, issued: Draft) -> None:
        """Take back that a bill was handed over: the printer or the disk did not take it.

        What the same request had handed over before stays noted.
        """
        self._forget(issued.found.seq, issued.request)

    def save(
        self, act: Act, operation: str, paper: Paper, file: Path, *, replace: bool = False
    ) -> Draft:
        """Hand a bill over as a PDF file. Raises NotAPdf, and as `issue` and `check_target`."""
        if file.suffix.lower() != _ENDING:
            raise NotAPdf(file=str(file))
        check_target(file, replace=replace, keep=self.keep)
        drawn = self.issue(act, operation, paper)
        try:
            self.files.write(file, drawn.pdf, replace=replace)
        except BaseException:
            self.not_delivered(drawn)
            raise
        return drawn

    def pages(self, pdf: bytes) -> int:
        """Return how many pages a bill has."""
        return self.renderer.count(pdf)

    def page(self, pdf: bytes, number: int, dots_per_inch: int) -> PageImage:
        """Return a page, counted from 0, as a picture."""
        return self.renderer.page(pdf, number, dots_per_inch)

    def _note(
        self, work: BillIssueWork, act: Act, request: str, operation: str, paper: Paper
    ) -> "_Noted":
        seq = _find(work, operation).seq
        work.bills.lock(seq)
        found = _find(work, operation)
        mine = next((one for one in found.issues if one.request == request), None)
        asked = replace(paper, copy=False, void=False)
        if mine is not None and mine.paper != asked:
            raise RequestReused(request=request)
        if mine is not None:
            return _Noted(found, mine.is_copy, "")
        at = moment(work, self.clock, act)
        work.bills.issued(
            BillIssue(seq, request, found.issued, asked, at.now, at.staff.id, at.terminal.id)
        )
        return _Noted(found, found.issued, request)

    def _forget(self, seq: int, request: str) -> None:
        if request:
            self.uow.run(lambda work: work.bills.not_issued(seq, request))

    def _drawn(self, found: FoundBill, paper: Paper, *, copy: bool) -> Draft:
        first = found.issues[0].paper if found.issues else paper
        paper = replace(
            paper,
            language=paper.language or first.language,
            instead=paper.instead or first.instead,
            copy=copy,
            void=found.reversed_by is not None,
        )
        sheets = self.writer.write(found.bill, paper)
        return Draft(found, paper, sheets.pdf, sheets.missing)


class _Noted(NamedTuple):
    """A bill that may leave now; `request` is empty where it was noted before."""

    found: FoundBill
    is_copy: bool
    request: str


def _request(act: Act) -> str:
    if not is_uuid(act.request_id):
        raise BadRequestId(request=act.request_id)
    return act.request_id.lower()


def not_on_any_font(missing: Sequence[MissingCharacter]) -> NotOnAnyFont:
    """Return the refusal that names what no font has, each text once."""
    return NotOnAnyFont(characters=_spelled(missing), example=_example(missing))


def _spelled(missing: Sequence[MissingCharacter]) -> list[str]:
    """Return each text once, after its characters with their numbers: 𰻞 (U+30EDE) · 𰻞面."""
    return [
        f"{' '.join(f'{one} (U+{ord(one):04X})' for one in characters)} · {text}"
        for text, characters in _by_text(missing).items()
    ]


def _by_text(missing: Sequence[MissingCharacter]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in missing:
        found.setdefault(one.text, []).append(one.character)
    return found


def _example(missing: Sequence[MissingCharacter]) -> str:
    """Return what is most simply said something for: a character, or the name full of them."""
    text, characters = next(iter(_by_text(missing).items()))
    places = [text.find(one) for one in characters] + [text.rfind(one) for one in characters]
    whole = text[min(places) : max(places) + 1]
    return characters[0] if _NOT_TYPED & set(whole) else whole


def _find(work: BillIssueWork, name: str) -> FoundBill:
    operation = operation_named(work, name)
    bill = work.bills.get(operation.seq)
    if bill is not None and bill.reverses is not None:
        reversed_one = operation_named(work, bill.reverses)
        raise BillTakenBack(operation=called(operation), reverses=called(reversed_one))
    if bill is None or operation.kind not in BILLED:
        raise NoBill(operation=called(operation))
    back = work.ledger.reversal_of(operation.seq)
    issues = work.bills.issues(operation.seq)
    return FoundBill(operation.seq, bill, None if back is None else back.id, issues)
