"""Vouchers on paper: the use cases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.benefits.card import voucher_cards
from smbcrm.membership.benefits.issuing import buy, issue
from smbcrm.membership.benefits.ports import VoucherWriter
from smbcrm.membership.benefits.types import BuyRequest, CardPaper, IssueRequest, VoucherCards
from smbcrm.membership.bills.ports import FileWriter
from smbcrm.membership.bills.service import NotAPdf, not_on_any_font
from smbcrm.membership.bills.types import Sheets
from smbcrm.membership.files.targets import check_target
from smbcrm.membership.sales.ports import TillWork

_ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class VoucherCardService:
    """Puts vouchers on cards with the code that a till scans.

    One voucher has a card of its own, several share sheets of A4 in the order they are named.
    `keep` are the files and folders of the shop itself, which nothing is written over.
    """

    uow: UnitOfWork[TillWork]
    clock: Clock
    writer: VoucherWriter
    files: FileWriter
    keep: Collection[Path] = ()

    def drawn(self, codes: Sequence[str], paper: CardPaper) -> Sheets:
        """Return vouchers as the PDF that `save` would write, to be looked at or printed.

        Raises NoVouchers, UnknownVoucher, VoucherUsed, VoucherExpired, VoucherIsVoid.
        """
        cards = self.uow.read(lambda work: voucher_cards(work, self.clock, codes))
        return self.writer.write(cards, paper)

    def save(
        self, codes: Sequence[str], paper: CardPaper, file: Path, *, replace: bool = False
    ) -> None:
        """Write vouchers to a file.

        Raises NotAPdf, NotOnAnyFont, as `drawn`, as `check_target` and as `FileWriter`.
        """
        self._check_file(file, replace=replace)
        self.files.write(file, _whole(self.drawn(codes, paper)), replace=replace)

    def check(
        self,
        request: IssueRequest | BuyRequest,
        paper: CardPaper,
        file: Path,
        *,
        replace: bool = False,
    ) -> None:
        """Refuse what could not be written to a file, before anything of it is given.

        Raises as `save`, and as the request itself would be refused.
        """
        self._check_file(file, replace=replace)
        _whole(self.writer.write(self.uow.rehearse(self._given, request), paper))

    def _given(self, work: TillWork, request: IssueRequest | BuyRequest) -> VoucherCards:
        if isinstance(request, IssueRequest):
            codes = [one.code for one in issue(work, self.clock, request)]
        else:
            bill = buy(work, self.clock, request)
            codes = [one.code for one in bill.vouchers if one.moved > 0]
        return voucher_cards(work, self.clock, codes)

    def _check_file(self, file: Path, *, replace: bool) -> None:
        if file.suffix.lower() != _ENDING:
            raise NotAPdf(file=str(file))
        check_target(file, replace=replace, keep=self.keep)


def _whole(sheets: Sheets) -> bytes:
    """Return the PDF; raise NotOnAnyFont where something is missing in it."""
    if sheets.missing:
        raise not_on_any_font(sheets.missing)
    return sheets.pdf
