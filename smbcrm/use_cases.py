"""The use cases of one shop with their adapters: each is made, and its code loaded, on demand."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.person_cases import PersonCases

if TYPE_CHECKING:
    from smbcrm.membership.audit.service import AuditService
    from smbcrm.membership.backups.service import BackupService
    from smbcrm.membership.balance.service import BalanceService
    from smbcrm.membership.benefits.cards_service import VoucherCardService
    from smbcrm.membership.benefits.service import BenefitService
    from smbcrm.membership.bills.service import BillService
    from smbcrm.membership.bulk.service import BulkService
    from smbcrm.membership.cards.service import CardService
    from smbcrm.membership.change_log.service import ChangeLogService
    from smbcrm.membership.consents.service import ConsentService
    from smbcrm.membership.counter.service import CounterService
    from smbcrm.membership.customers.service import CustomerService
    from smbcrm.membership.dayclose.service import DayCloseService
    from smbcrm.membership.duplicates.service import DuplicateService
    from smbcrm.membership.history.service import HistoryService
    from smbcrm.membership.imports.service import ImportService
    from smbcrm.membership.items.service import ItemService
    from smbcrm.membership.ledger.service import LedgerService
    from smbcrm.membership.lists.service import ListService
    from smbcrm.membership.merging.service import MergeService
    from smbcrm.membership.offers.service import OfferService
    from smbcrm.membership.packages.service import PackageService
    from smbcrm.membership.past_sales.service import PastSaleService
    from smbcrm.membership.privacy.service import PrivacyService
    from smbcrm.membership.refunds.service import RefundService
    from smbcrm.membership.reports.service import ReportService
    from smbcrm.membership.requests.service import RequestService
    from smbcrm.membership.rewards.service import RewardService
    from smbcrm.membership.sales.service import TillService
    from smbcrm.membership.segments.service import SegmentService
    from smbcrm.membership.setup.service import SetupService
    from smbcrm.membership.shop.service import ShopService
    from smbcrm.membership.spending_pin.service import SpendingPinService
    from smbcrm.membership.staff.service import StaffService
    from smbcrm.membership.tiers.ports import EntrySteps
    from smbcrm.membership.tiers.service import TierService
    from smbcrm.membership.value.service import ValueService
    from smbcrm.membership.visits.service import VisitService
    from smbcrm.membership.vouchers.ports import IssuingWork
    from smbcrm.membership.vouchers.service import VoucherService
    from smbcrm.membership.what_if.service import WhatIfService
    from smbcrm.models.work import Work

# ruff: noqa: PLC0415 - each use case loads its own code: most starts of the program need few


def _entry_steps() -> "EntrySteps[IssuingWork]":
    from smbcrm.membership.vouchers.entering import EntryVouchers

    return EntryVouchers()


class UseCases(PersonCases):
    """Makes the use cases of one shop, each by the method of its name (`LazyServices` asks).

    `files` are those of the shop itself, which nothing is written over; `copies` its backups.
    """

    def __init__(
        self,
        uow: PeeweeUnitOfWork,
        clock: Clock,
        files: Callable[[], tuple[Path, ...]],
        copies: "Callable[[], BackupService]",
    ) -> None:
        super().__init__(uow, clock, files)
        self._copies = copies

    def setup(self) -> "SetupService":
        """Return the use cases of the first day of a shop."""
        from smbcrm.membership.setup.service import SetupService

        return SetupService(self._uow)

    def shop(self) -> "ShopService":
        """Return the use cases of the settings of the shop."""
        from smbcrm.membership.shop.service import ShopService

        return ShopService(self._uow, self._clock)

    def staff(self) -> "StaffService":
        """Return the use cases of who serves, and where."""
        from smbcrm.membership.staff.service import StaffService

        return StaffService(self._uow, self._clock)

    def items(self) -> "ItemService":
        """Return the use cases of what the shop sells."""
        from smbcrm.membership.items.service import ItemService

        return ItemService(self._uow, self._clock)

    def tiers(self) -> "TierService[Work]":
        """Return the use cases of tiers."""
        from smbcrm.membership.tiers.service import TierService

        return TierService(self._uow, self._clock, _entry_steps)

    def offers(self) -> "OfferService":
        """Return the use cases of top-up offers."""
        from smbcrm.membership.offers.service import OfferService

        return OfferService(self._uow, self._clock)

    def spending_pins(self) -> "SpendingPinService":
        """Return the use cases of customers' spending PINs."""
        from smbcrm.membership.spending_pin.service import SpendingPinService

        return SpendingPinService(self._uow, self._clock)

    def customers(self) -> "CustomerService":
        """Return the use cases of the customers."""
        from smbcrm.membership.customers.service import CustomerService

        return CustomerService(self._uow, self._clock)

    def consents(self) -> "ConsentService":
        """Return the use cases of what customers allow."""
        from smbcrm.membership.consents.service import ConsentService

        return ConsentService(self._uow, self._clock)

    def privacy(self) -> "PrivacyService":
        """Return the use cases of what the shop knows of one person."""
        from smbcrm.membership.attachments.keeping import tidy
        from smbcrm.membership.privacy.service import PrivacyService
        from smbcrm.models.backup_shelf import folder_of
        from smbcrm.models.erased_list import ErasedFile
        from smbcrm.models.folders import user_folder
        from smbcrm.models.sweeping import sweep
        from smbcrm.models.vaults import vault_of

        address = self._uow.address

        def clear() -> bool:
            tidy(self._uow, vault_of(self._uow, self._clock))
            return sweep(address)

        return PrivacyService(
            self._uow,
            self._clock,
            ErasedFile(folder_of(address, user_folder())),
            clear,
        )

    def duplicates(self) -> "DuplicateService":
        """Return the use cases of customers of whom two may be one."""
        from smbcrm.membership.duplicates.service import DuplicateService

        return DuplicateService(self._uow, self._clock)

    def merging(self) -> "MergeService":
        """Return the use cases of customers who are one person."""
        from smbcrm.membership.merging.service import MergeService

        return MergeService(self._uow, self._clock)

    def cards(self) -> "CardService":
        """Return the use cases of their cards."""
        from smbcrm.membership.cards.service import CardService

        return CardService(self._uow, self._clock)

    def past_sales(self) -> "PastSaleService":
        """Return the use case of sales of the past."""
        from smbcrm.membership.past_sales.service import PastSaleService

        return PastSaleService(self._uow)

    def imports(self) -> "ImportService":
        """Return the use cases of lists brought in."""
        from smbcrm.exports.reading.row_source import ChildRowSource
        from smbcrm.membership.imports.service import ImportService

        return ImportService(self._uow, self._clock, ChildRowSource())

    def segments(self) -> "SegmentService":
        """Return the use cases of filters under a name."""
        from smbcrm.membership.segments.service import SegmentService

        return SegmentService(self._uow, self._clock)

    def bulk(self) -> "BulkService":
        """Return the use cases of many customers at once."""
        from smbcrm.membership.bulk.service import BulkService

        return BulkService(self._uow, self._clock, _entry_steps)

    def lists(self) -> "ListService":
        """Return the use cases of lists handed out."""
        from smbcrm.exports.csv_table import CsvTableWriter
        from smbcrm.exports.vcard import VCardWriter
        from smbcrm.exports.xlsx.table import XlsxTableWriter
        from smbcrm.membership.lists.service import ListService

        writers = CsvTableWriter(), XlsxTableWriter(), VCardWriter()
        return ListService(self._uow, self._clock, *writers, self._files())

    def counter(self) -> "CounterService":
        """Return the use cases of what the counter shows."""
        from smbcrm.membership.counter.service import CounterService

        return CounterService(self._uow, self._clock)

    def till(self) -> "TillService":
        """Return the use cases of sales, top-ups, redemptions, and taking them back."""
        from smbcrm.membership.sales.service import TillService

        return TillService(self._uow, self._clock)

    def refunds(self) -> "RefundService":
        """Return the use cases of sales given back."""
        from smbcrm.membership.refunds.service import RefundService

        return RefundService(self._uow, self._clock)

    def value(self) -> "ValueService":
        """Return the use cases of value that moves without a sale."""
        from smbcrm.membership.value.service import ValueService

        return ValueService(self._uow, self._clock)

    def packages(self) -> "PackageService":
        """Return the use cases of defining packages."""
        from smbcrm.membership.packages.service import PackageService

        return PackageService(self._uow, self._clock)

    def visits(self) -> "VisitService":
        """Return the use cases of visits that were paid ahead."""
        from smbcrm.membership.visits.service import VisitService

        return VisitService(self._uow, self._clock)

    def what_if(self) -> "WhatIfService":
        """Return the use cases of rules that are tried."""
        from smbcrm.membership.what_if.service import WhatIfService

        return WhatIfService(self._uow, self._clock)

    def vouchers(self) -> "VoucherService":
        """Return the use cases of saying which vouchers the shop gives."""
        from smbcrm.membership.vouchers.service import VoucherService

        return VoucherService(self._uow, self._clock)

    def rewards(self) -> "RewardService":
        """Return the use cases of the catalogue of rewards."""
        from smbcrm.membership.rewards.service import RewardService

        return RewardService(self._uow, self._clock)

    def benefits(self) -> "BenefitService":
        """Return the use cases of vouchers and rewards given to customers."""
        from smbcrm.membership.benefits.service import BenefitService

        return BenefitService(self._uow, self._clock)

    def voucher_cards(self) -> "VoucherCardService":
        """Return the use cases of vouchers on paper."""
        from smbcrm.exports.pdf.vouchers import PdfVoucherWriter
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.membership.benefits.cards_service import VoucherCardService

        return VoucherCardService(
            self._uow, self._clock, PdfVoucherWriter(), WholeFileWriter(), self._files()
        )

    def ledger(self) -> "LedgerService":
        """Return the use cases of balances, and what has ended."""
        from smbcrm.membership.ledger.service import LedgerService

        return LedgerService(self._uow, self._clock)

    def dayclose(self) -> "DayCloseService":
        """Return the use cases of the close of a day."""
        from smbcrm.membership.dayclose.service import DayCloseService

        return DayCloseService(self._uow, self._clock)

    def history(self) -> "HistoryService":
        """Return the use cases of what happened."""
        from smbcrm.membership.history.service import HistoryService

        return HistoryService(self._uow)

    def change_log(self) -> "ChangeLogService":
        """Return the use cases of who changed what."""
        from smbcrm.exports.csv_table import CsvTableWriter
        from smbcrm.exports.xlsx.table import XlsxTableWriter
        from smbcrm.membership.change_log.service import ChangeLogService

        return ChangeLogService(
            self._uow, self._clock, CsvTableWriter(), XlsxTableWriter(), self._files()
        )

    def balance(self) -> "BalanceService":
        """Return the use cases of what the page Card and balance shows."""
        from smbcrm.membership.balance.service import BalanceService

        return BalanceService(self._uow, self._clock)

    def reports(self) -> "ReportService":
        """Return the use cases of what is explained and added up."""
        from smbcrm.exports.csv_document import CsvDocumentWriter
        from smbcrm.exports.ical import CalendarWriter
        from smbcrm.exports.pdf.report import PdfDocumentWriter
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.exports.xlsx.document import XlsxDocumentWriter
        from smbcrm.membership.reports.service import ReportService

        return ReportService(
            self._uow,
            self._clock,
            {
                ".pdf": PdfDocumentWriter(),
                ".xlsx": XlsxDocumentWriter(),
                ".csv": CsvDocumentWriter(),
                ".ics": CalendarWriter(),
            },
            WholeFileWriter(),
            self._files(),
        )

    def bills(self) -> "BillService":
        """Return the use cases of bills, looked at and handed over."""
        from smbcrm.exports.pdf.ebill import PdfBillWriter
        from smbcrm.exports.pdf.rendering import PdfiumRenderer
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.membership.bills.service import BillService

        return BillService(
            self._uow,
            self._clock,
            PdfBillWriter(),
            PdfiumRenderer(),
            WholeFileWriter(),
            self._files(),
        )

    def requests(self) -> "RequestService":
        """Return the use cases of what was asked for already."""
        from smbcrm.membership.requests.service import RequestService

        return RequestService(self._uow)

    def audit(self) -> "AuditService":
        """Return the use cases of the proof of the books."""
        from smbcrm.membership.audit.service import AuditService
        from smbcrm.models.vaults import vault_of

        vault = vault_of(self._uow, self._clock)
        return AuditService(self._uow, vault, self._copies().known_heads)

    def backups(self) -> "BackupService":
        """Return the use cases of the copies of the shop."""
        return self._copies()
