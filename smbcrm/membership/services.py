"""All use cases of one open shop, in one place: what the window and the command line are given."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.core.events import EventBus
from smbcrm.membership.changes.ports import ChangeFeed

if TYPE_CHECKING:
    from smbcrm.membership.attachments.service import AttachmentService
    from smbcrm.membership.audit.service import AuditService
    from smbcrm.membership.backups.service import BackupService
    from smbcrm.membership.balance.service import BalanceService
    from smbcrm.membership.benefits.cards_service import VoucherCardService
    from smbcrm.membership.benefits.service import BenefitService
    from smbcrm.membership.bills.service import BillService
    from smbcrm.membership.bulk.service import BulkService
    from smbcrm.membership.cards.service import CardService
    from smbcrm.membership.change_log.service import ChangeLogService
    from smbcrm.membership.companies.service import CompanyService
    from smbcrm.membership.consents.service import ConsentService
    from smbcrm.membership.counter.service import CounterService
    from smbcrm.membership.custom_fields.service import CustomFieldService
    from smbcrm.membership.customer_page.service import CustomerPageService
    from smbcrm.membership.customers.service import CustomerService
    from smbcrm.membership.dayclose.service import DayCloseService
    from smbcrm.membership.duplicates.service import DuplicateService
    from smbcrm.membership.history.service import HistoryService
    from smbcrm.membership.imports.service import ImportService
    from smbcrm.membership.items.service import ItemService
    from smbcrm.membership.ledger.service import LedgerService
    from smbcrm.membership.lists.service import ListService
    from smbcrm.membership.merging.service import MergeService
    from smbcrm.membership.notes.service import NoteService
    from smbcrm.membership.offers.service import OfferService
    from smbcrm.membership.packages.service import PackageService
    from smbcrm.membership.past_sales.service import PastSaleService
    from smbcrm.membership.photos.service import PhotoService
    from smbcrm.membership.privacy.dossier_service import DossierService
    from smbcrm.membership.privacy.service import PrivacyService
    from smbcrm.membership.records.service import RecordService
    from smbcrm.membership.refunds.service import RefundService
    from smbcrm.membership.relationships.service import RelationshipService
    from smbcrm.membership.reports.service import ReportService
    from smbcrm.membership.requests.service import RequestService
    from smbcrm.membership.rewards.service import RewardService
    from smbcrm.membership.sales.service import TillService
    from smbcrm.membership.segments.service import SegmentService
    from smbcrm.membership.setup.service import SetupService
    from smbcrm.membership.shop.service import ShopService
    from smbcrm.membership.spending_pin.service import SpendingPinService
    from smbcrm.membership.staff.service import StaffService
    from smbcrm.membership.tiers.ports import TierDesk
    from smbcrm.membership.tiers.service import TierService
    from smbcrm.membership.value.service import ValueService
    from smbcrm.membership.visits.service import VisitService
    from smbcrm.membership.vouchers.service import VoucherService
    from smbcrm.membership.what_if.service import WhatIfService


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of one shop."""

    address: str
    clock: Clock
    events: EventBus
    setup: "SetupService"
    shop: "ShopService"
    staff: "StaffService"
    items: "ItemService"
    tiers: "TierService[TierDesk]"
    offers: "OfferService"
    spending_pins: "SpendingPinService"
    customers: "CustomerService"
    consents: "ConsentService"
    privacy: "PrivacyService"
    dossiers: "DossierService"
    duplicates: "DuplicateService"
    merging: "MergeService"
    cards: "CardService"
    imports: "ImportService"
    segments: "SegmentService"
    bulk: "BulkService"
    lists: "ListService"
    counter: "CounterService"
    till: "TillService"
    ledger: "LedgerService"
    dayclose: "DayCloseService"
    history: "HistoryService"
    past_sales: "PastSaleService"
    change_log: "ChangeLogService"
    balance: "BalanceService"
    refunds: "RefundService"
    reports: "ReportService"
    requests: "RequestService"
    bills: "BillService"
    audit: "AuditService"
    backups: "BackupService"
    value: "ValueService"
    packages: "PackageService"
    visits: "VisitService"
    what_if: "WhatIfService"
    vouchers: "VoucherService"
    rewards: "RewardService"
    benefits: "BenefitService"
    voucher_cards: "VoucherCardService"
    relationships: "RelationshipService"
    notes: "NoteService"
    companies: "CompanyService"
    custom_fields: "CustomFieldService"
    records: "RecordService"
    attachments: "AttachmentService"
    photos: "PhotoService"
    customer_page: "CustomerPageService"
    changes: ChangeFeed
    close: Callable[[], None]


class LazyServices(Services):
    """Services of which each is made, and its code loaded, when it is first asked for.

    `makers` has a method for each of them, under its name. Most starts of the program need few.
    """

    __slots__ = ("_guard", "_makers")
    _guard: "RLock"
    _makers: object

    @classmethod
    def made_by(  # noqa: PLR0913 - what every shop has from the beginning
        cls,
        makers: object,
        *,
        address: str,
        clock: Clock,
        events: EventBus,
        changes: ChangeFeed,
        close: Callable[[], None],
    ) -> "LazyServices":
        """Return the services of a shop."""
        made = cls.__new__(cls)
        ready = {"address": address, "clock": clock, "events": events}
        ready |= {"changes": changes, "close": close, "_makers": makers, "_guard": RLock()}
        for name, value in ready.items():
            object.__setattr__(made, name, value)
        return made

    def __getattr__(self, name: str) -> object:
        """Make a service; called only for one that is not there yet."""
        if name.startswith("_"):
            raise AttributeError(name)
        with self._guard:  # two threads shall get one and the same
            try:
                return object.__getattribute__(self, name)
            except AttributeError:
                made = getattr(self._makers, name)()
                object.__setattr__(self, name, made)
                return made
