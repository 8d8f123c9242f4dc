"""Everything one step may read and write: each store is made, and its code loaded, when asked for.

Most steps need three or four of them, and a counter that nobody stands at needs few to be there.
"""

from functools import cached_property
from typing import TYPE_CHECKING

import peewee

from smbcrm.models.session import Session

if TYPE_CHECKING:
    from smbcrm.models.queries.balance import PeeweeBalanceQuery
    from smbcrm.models.queries.books import PeeweeBooks
    from smbcrm.models.queries.celebrants import PeeweeCelebrants
    from smbcrm.models.queries.change_log import PeeweeChangeLog
    from smbcrm.models.queries.counter import PeeweeCounterQuery
    from smbcrm.models.queries.customer_page import PeeweeCustomerPage
    from smbcrm.models.queries.customers import PeeweeCustomerList
    from smbcrm.models.queries.dossiers import PeeweeDossiers
    from smbcrm.models.queries.duplicates import PeeweeDuplicateQuery
    from smbcrm.models.queries.history import PeeweeHistoryQuery
    from smbcrm.models.queries.holdings import PeeweeHoldings
    from smbcrm.models.queries.insider import PeeweeInsider
    from smbcrm.models.queries.liability import PeeweeLiability
    from smbcrm.models.queries.replay import PeeweeReplay
    from smbcrm.models.queries.sales import PeeweeRecentSales
    from smbcrm.models.queries.tier_standing import PeeweeTierStanding
    from smbcrm.models.queries.visits import PeeweeVisitsUsed
    from smbcrm.models.stores.attachments import PeeweeAttachmentStore, PeeweeFileContents
    from smbcrm.models.stores.bills import PeeweeBillStore
    from smbcrm.models.stores.cards import PeeweeCardStore
    from smbcrm.models.stores.consents import PeeweeConsentStore
    from smbcrm.models.stores.custom_fields import PeeweeCustomFieldStore
    from smbcrm.models.stores.customers import PeeweeCustomerStore
    from smbcrm.models.stores.dayclose import PeeweeDayCloseStore
    from smbcrm.models.stores.erasures import PeeweeErasureStore
    from smbcrm.models.stores.imports import PeeweeImportStore
    from smbcrm.models.stores.items import PeeweeItemStore
    from smbcrm.models.stores.ledger import PeeweeLedgerStore
    from smbcrm.models.stores.merges import PeeweeMergeStore
    from smbcrm.models.stores.notes import PeeweeNoteStore
    from smbcrm.models.stores.offers import PeeweeOfferStore
    from smbcrm.models.stores.opt_outs import PeeweeOptOutStore
    from smbcrm.models.stores.packages import PeeweePackageStore
    from smbcrm.models.stores.past_sales import PeeweePastSaleStore
    from smbcrm.models.stores.records import PeeweeRecordStore
    from smbcrm.models.stores.relationships import PeeweeRelationshipStore
    from smbcrm.models.stores.requests import PeeweeRequestStore
    from smbcrm.models.stores.rewards import PeeweeRewardStore
    from smbcrm.models.stores.search import PeeweeSearchStore
    from smbcrm.models.stores.segments import PeeweeSegmentStore
    from smbcrm.models.stores.shop import PeeweeSettingStore, PeeweeStaffStore
    from smbcrm.models.stores.spending_pins import PeeweeSpendingPinStore
    from smbcrm.models.stores.tiers import PeeweeTierStore
    from smbcrm.models.stores.vouchers import PeeweeVoucherStore

# ruff: noqa: PLC0415 - see above


class Work:
    """The stores of one step on one connection, and the events it caused."""

    def __init__(self, db: peewee.Database, house: dict[tuple[str, str], int]) -> None:
        self.session = Session(db)
        self._house = house
        self.events: list[object] = []

    def record(self, event: object) -> None:
        """Remember an event for after the commit."""
        self.events.append(event)

    @cached_property
    def settings(self) -> "PeeweeSettingStore":
        """What the shop has settled."""
        from smbcrm.models.stores.shop import PeeweeSettingStore

        return PeeweeSettingStore(self.session)

    @cached_property
    def staff(self) -> "PeeweeStaffStore":
        """Who serves, and where."""
        from smbcrm.models.stores.shop import PeeweeStaffStore

        return PeeweeStaffStore(self.session)

    @cached_property
    def items(self) -> "PeeweeItemStore":
        """What the shop sells."""
        from smbcrm.models.stores.items import PeeweeItemStore

        return PeeweeItemStore(self.session)

    @cached_property
    def packages(self) -> "PeeweePackageStore":
        """What visit packages give."""
        from smbcrm.models.stores.packages import PeeweePackageStore

        return PeeweePackageStore(self.session)

    @cached_property
    def vouchers(self) -> "PeeweeVoucherStore":
        """The vouchers the shop gives, and those of its customers."""
        from smbcrm.models.stores.vouchers import PeeweeVoucherStore

        return PeeweeVoucherStore(self.session)

    @cached_property
    def rewards(self) -> "PeeweeRewardStore":
        """What points are exchanged for."""
        from smbcrm.models.stores.rewards import PeeweeRewardStore

        return PeeweeRewardStore(self.session)

    @cached_property
    def relationships(self) -> "PeeweeRelationshipStore":
        """Who is related to whom."""
        from smbcrm.models.stores.relationships import PeeweeRelationshipStore

        return PeeweeRelationshipStore(self.session)

    @cached_property
    def notes(self) -> "PeeweeNoteStore":
        """What was said of customers."""
        from smbcrm.models.stores.notes import PeeweeNoteStore

        return PeeweeNoteStore(self.session)

    @cached_property
    def custom_fields(self) -> "PeeweeCustomFieldStore":
        """The fields of the shop's own."""
        from smbcrm.models.stores.custom_fields import PeeweeCustomFieldStore

        return PeeweeCustomFieldStore(self.session)

    @cached_property
    def records(self) -> "PeeweeRecordStore":
        """What was done for customers, by kinds of the shop's own."""
        from smbcrm.models.stores.records import PeeweeRecordStore

        return PeeweeRecordStore(self.session)

    @cached_property
    def attachments(self) -> "PeeweeAttachmentStore":
        """Which files customers have."""
        from smbcrm.models.stores.attachments import PeeweeAttachmentStore

        return PeeweeAttachmentStore(self.session)

    @cached_property
    def file_contents(self) -> "PeeweeFileContents":
        """The bytes of files, where they lie in the database."""
        from smbcrm.models.stores.attachments import PeeweeFileContents

        return PeeweeFileContents(self.session)

    @cached_property
    def customer_page(self) -> "PeeweeCustomerPage":
        """What nothing but the page of a customer shows."""
        from smbcrm.models.queries.customer_page import PeeweeCustomerPage

        return PeeweeCustomerPage(self.session)

    @cached_property
    def tiers(self) -> "PeeweeTierStore":
        """Tiers, and who holds them."""
        from smbcrm.models.stores.tiers import PeeweeTierStore

        return PeeweeTierStore(self.session)

    @cached_property
    def offers(self) -> "PeeweeOfferStore":
        """Gifts for topping up."""
        from smbcrm.models.stores.offers import PeeweeOfferStore

        return PeeweeOfferStore(self.session)

    @cached_property
    def segments(self) -> "PeeweeSegmentStore":
        """Filters of customers under a name."""
        from smbcrm.models.stores.segments import PeeweeSegmentStore

        return PeeweeSegmentStore(self.session)

    @cached_property
    def spending_pins(self) -> "PeeweeSpendingPinStore":
        """What customers type before their stored value is spent."""
        from smbcrm.models.stores.spending_pins import PeeweeSpendingPinStore

        return PeeweeSpendingPinStore(self.session)

    @cached_property
    def ledger(self) -> "PeeweeLedgerStore":
        """The only writer of value."""
        from smbcrm.models.stores.ledger import PeeweeLedgerStore

        return PeeweeLedgerStore(self.session, self._house)

    @cached_property
    def customers(self) -> "PeeweeCustomerStore":
        """The customers."""
        from smbcrm.models.stores.customers import PeeweeCustomerStore

        return PeeweeCustomerStore(self.session)

    @cached_property
    def opt_outs(self) -> "PeeweeOptOutStore":
        """What people who were erased had refused."""
        from smbcrm.models.stores.opt_outs import PeeweeOptOutStore

        return PeeweeOptOutStore(self.session)

    @cached_property
    def consents(self) -> "PeeweeConsentStore":
        """What customers allow the shop, and for which purposes it asks."""
        from smbcrm.models.stores.consents import PeeweeConsentStore

        return PeeweeConsentStore(self.session)

    @cached_property
    def erasures(self) -> "PeeweeErasureStore":
        """What takes a person out of the shop."""
        from smbcrm.models.stores.erasures import PeeweeErasureStore

        return PeeweeErasureStore(self.session)

    @cached_property
    def dossiers(self) -> "PeeweeDossiers":
        """What no other query tells of one person."""
        from smbcrm.models.queries.dossiers import PeeweeDossiers

        return PeeweeDossiers(self.session)

    @cached_property
    def search(self) -> "PeeweeSearchStore":
        """How customers are found."""
        from smbcrm.models.stores.search import PeeweeSearchStore

        return PeeweeSearchStore(self.session)

    @cached_property
    def customer_list(self) -> "PeeweeCustomerList":
        """The list of customers."""
        from smbcrm.models.queries.customers import PeeweeCustomerList

        return PeeweeCustomerList(self.session, self.search)

    @cached_property
    def duplicates(self) -> "PeeweeDuplicateQuery":
        """What customers have in common."""
        from smbcrm.models.queries.duplicates import PeeweeDuplicateQuery

        return PeeweeDuplicateQuery(self.session)

    @cached_property
    def merges(self) -> "PeeweeMergeStore":
        """Customers who were merged."""
        from smbcrm.models.stores.merges import PeeweeMergeStore

        return PeeweeMergeStore(self.session)

    @cached_property
    def cards(self) -> "PeeweeCardStore":
        """The cards."""
        from smbcrm.models.stores.cards import PeeweeCardStore

        return PeeweeCardStore(self.session)

    @cached_property
    def requests(self) -> "PeeweeRequestStore":
        """What was asked for already."""
        from smbcrm.models.stores.requests import PeeweeRequestStore

        return PeeweeRequestStore(self.session)

    @cached_property
    def imports(self) -> "PeeweeImportStore":
        """Lists that were brought in."""
        from smbcrm.models.stores.imports import PeeweeImportStore

        return PeeweeImportStore(self.session)

    @cached_property
    def past_sales(self) -> "PeeweePastSaleStore":
        """Sales of the past, from the till before."""
        from smbcrm.models.stores.past_sales import PeeweePastSaleStore

        return PeeweePastSaleStore(self.session)

    @cached_property
    def bills(self) -> "PeeweeBillStore":
        """What was sold."""
        from smbcrm.models.stores.bills import PeeweeBillStore

        return PeeweeBillStore(self.session)

    @cached_property
    def day_closes(self) -> "PeeweeDayCloseStore":
        """The days that tills have closed."""
        from smbcrm.models.stores.dayclose import PeeweeDayCloseStore

        return PeeweeDayCloseStore(self.session)

    @cached_property
    def history(self) -> "PeeweeHistoryQuery":
        """What happened."""
        from smbcrm.models.queries.history import PeeweeHistoryQuery

        return PeeweeHistoryQuery(self.session)

    @cached_property
    def change_log(self) -> "PeeweeChangeLog":
        """Who changed what."""
        from smbcrm.models.queries.change_log import PeeweeChangeLog

        return PeeweeChangeLog(self.session)

    @cached_property
    def balance(self) -> "PeeweeBalanceQuery":
        """What a customer owns, and what moved it."""
        from smbcrm.models.queries.balance import PeeweeBalanceQuery

        return PeeweeBalanceQuery(self.session)

    @cached_property
    def recent_sales(self) -> "PeeweeRecentSales":
        """What was sold last."""
        from smbcrm.models.queries.sales import PeeweeRecentSales

        return PeeweeRecentSales(self.session)

    @cached_property
    def visits_used(self) -> "PeeweeVisitsUsed":
        """What was used of packages."""
        from smbcrm.models.queries.visits import PeeweeVisitsUsed

        return PeeweeVisitsUsed(self.session)

    @cached_property
    def counter(self) -> "PeeweeCounterQuery":
        """What the counter shows."""
        from smbcrm.models.queries.counter import PeeweeCounterQuery

        return PeeweeCounterQuery(self.session)

    @cached_property
    def books(self) -> "PeeweeBooks":
        """The books, for whoever checks them."""
        from smbcrm.models.queries.books import PeeweeBooks

        return PeeweeBooks(self.session)

    @cached_property
    def holdings(self) -> "PeeweeHoldings":
        """What a customer owns, and how it came there."""
        from smbcrm.models.queries.holdings import PeeweeHoldings

        return PeeweeHoldings(self.session)

    @cached_property
    def liability(self) -> "PeeweeLiability":
        """What the shop owes."""
        from smbcrm.models.queries.liability import PeeweeLiability

        return PeeweeLiability(self.session)

    @cached_property
    def tier_standing(self) -> "PeeweeTierStanding":
        """The tiers of everybody."""
        from smbcrm.models.queries.tier_standing import PeeweeTierStanding

        return PeeweeTierStanding(self.session)

    @cached_property
    def replay(self) -> "PeeweeReplay":
        """What is replayed under other rules."""
        from smbcrm.models.queries.replay import PeeweeReplay

        return PeeweeReplay(self.session)

    @cached_property
    def insider(self) -> "PeeweeInsider":
        """What staff did."""
        from smbcrm.models.queries.insider import PeeweeInsider

        return PeeweeInsider(self.session)

    @cached_property
    def celebrants(self) -> "PeeweeCelebrants":
        """Who has what occasion."""
        from smbcrm.models.queries.celebrants import PeeweeCelebrants

        return PeeweeCelebrants(self.session)
