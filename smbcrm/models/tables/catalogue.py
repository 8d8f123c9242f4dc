"""All tables, in an order in which each comes after those it refers to (for copies)."""

import peewee

from smbcrm.models.tables import customers, imports, ledger, requests, shop

TABLES: tuple[type[peewee.Model], ...] = (
    shop.SettingRow,
    shop.StaffRow,
    shop.TerminalRow,
    shop.ItemRow,
    shop.TierRow,
    shop.TierPastRow,
    shop.TopUpOfferRow,
    customers.CustomerRow,
    customers.CustomerPhoneRow,
    customers.CustomerTagRow,
    customers.OccasionRow,
    customers.ConsentRow,
    customers.CardRow,
    customers.CardHistoryRow,
    customers.SearchShortRow,
    customers.SearchPartRow,
    requests.RequestLogRow,
    imports.ImportRunRow,
    imports.ImportMarkRow,
    ledger.AccountRow,
    ledger.OperationRow,
    ledger.LotRow,
    ledger.EntryRow,
    ledger.LotTermRow,
    ledger.OperationNoteRow,
    ledger.SaleRow,
    ledger.SaleLineRow,
    ledger.SalePaymentRow,
    ledger.RefundRow,
    ledger.OtherPartyRow,
    ledger.BillRow,
    ledger.BillIssueRow,
    ledger.ChainHeadRow,
    shop.TierMembershipRow,
)
