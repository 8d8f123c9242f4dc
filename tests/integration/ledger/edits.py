"""What somebody with a database browser may do to the books, and what verify says of it."""

from dataclasses import dataclass

CHANGED = "Operation {seq} ({operation}) was changed: its hash does not fit"
MISSING = "Operation {seq} is missing from the chain"
UNBALANCED = "Operation {seq} does not sum to zero"
NO_LOT = "Operation {seq} moves account {account} without a lot of it"
NO_ACCOUNT = "Operation {seq} names account {account}, which does not exist"
OTHER_ACCOUNTS = "Operation {seq} does not move the accounts it should"
SALE_SUM = "The sale of operation {seq} does not add up"
SALE_MISSING = "The sale of operation {seq} is missing or too many"
BILL = "Bill {number} is missing or out of order"
HEAD = "The chain does not end where its head says: operations are missing"
COPY = "The copy of {made_at} (UTC) holds operation {seq}, which the shop does not"
ACCOUNT = "Account {account} ({kind}) says {stored}, its entries say {counted}"
LOT = "Lot {lot} says {stored} is left, its entries say {counted}"
LOT_END = "The end of lot {lot} was changed"
LOT_OPENED = "Lot {lot} was not opened as it says"
VISITS = "Customer {customer} says {stored} visits, the sales say {counted}"
VISIT = "Customer {customer} says last visit {stored}, the sales say {counted}"
STRAY = "Rows name operation {seq}, which does not exist"
NO_MIRROR = "Operation {seq} does not mirror operation {target}"
DAMAGE = "The database itself reports: {words}"
MISFIT = "Account {account} is {kind} in {unit}, which cannot be"
NO_SALE = "Operation {seq} refunds what is no sale"
TAKEN_BACK = "Operation {seq} refunds operation {sale}, which was taken back"
SOMEBODY_ELSE = "Operation {seq} refunds operation {sale}, which is of somebody else"
TOO_MUCH = "More of operation {seq} was refunded than was paid"
GUARD = "The guard {name} of the ledger is missing or emptied"

# The operations of the shop that is tampered with, by sequence number.
TOP_UP, MIXED_SALE, WALK_IN, CARD_SALE, REDEMPTION, UNDONE, REVERSAL, LAST = range(1, 9)


@dataclass(frozen=True)
class Edit:
    """Statements of one deed, and what is found afterwards: message id to the name it names.

    `words` is what the guards answer while they stand; without it no guard is in the way.
    """

    name: str
    sql: str
    finds: tuple[tuple[str, object], ...]
    words: str = ""


_CUT = (
    "".join(
        f"DELETE FROM {table} WHERE operation = {LAST};"
        for table in ("sale_payment", "sale_line", "sale", "entry", "lot_term", "bill")
    )
    + f"DELETE FROM lot WHERE opened_by = {LAST}; DELETE FROM operation WHERE seq = {LAST};"
)
_HEAD_BACK = (
    "UPDATE chain_head SET seq = (SELECT MAX(seq) FROM operation), "
    "hash = (SELECT hash FROM operation ORDER BY seq DESC LIMIT 1), "
    "lot = (SELECT MAX(id) FROM lot), bill_number = (SELECT MAX(bill_number) FROM operation);"
)
_CACHES_BACK = "UPDATE account SET balance = 200 WHERE id = 20;"
_CHANGED_SALE = ((CHANGED, MIXED_SALE), (SALE_SUM, MIXED_SALE), (OTHER_ACCOUNTS, MIXED_SALE))
_CHANGED_MEANING = ((CHANGED, MIXED_SALE), (OTHER_ACCOUNTS, MIXED_SALE))
_NO_ACCOUNT = (
    *((DAMAGE, None), (LOT, 2)),
    *((NO_ACCOUNT, TOP_UP), (UNBALANCED, TOP_UP), (OTHER_ACCOUNTS, TOP_UP)),
    *((NO_ACCOUNT, MIXED_SALE), (UNBALANCED, MIXED_SALE), (OTHER_ACCOUNTS, MIXED_SALE)),
)
_CHANGED_HASH = ((CHANGED, WALK_IN), (CHANGED, CARD_SALE))


def _update(name: str, table: str, change: str, where: str, *finds: tuple[str, object]) -> Edit:
    """Return an edit of an append-only table."""
    sql = f"UPDATE {table} SET {change} WHERE {where};"
    return Edit(name, sql, finds, f"{table} is append-only")


def _account(name: str, sql: str, *finds: tuple[str, object]) -> Edit:
    """Return an edit of what an account is."""
    return Edit(name, sql, finds, "an account stays what it is")


def _of(seq: int, line: int | None = None) -> str:
    return f"operation = {seq}" + (f" AND line = {line}" if line else "")


REFUSED = (
    _update(
        *("an amount", "entry", "amount = amount - 100", _of(WALK_IN, 1)),
        *((CHANGED, WALK_IN), (UNBALANCED, WALK_IN), (OTHER_ACCOUNTS, WALK_IN)),
    ),
    _update(
        *("both sides of an amount", "entry", "amount = amount * 2", _of(WALK_IN)),
        *((CHANGED, WALK_IN), (OTHER_ACCOUNTS, WALK_IN)),
    ),
    _update(
        *("an amount in favour of a customer", "entry", "amount = amount - 1"),
        f"operation = {MIXED_SALE} AND line IN (1, 3)",
        *((CHANGED, MIXED_SALE), (UNBALANCED, MIXED_SALE), (OTHER_ACCOUNTS, MIXED_SALE)),
        *((ACCOUNT, 16), (LOT, 1)),
    ),
    _update(
        *("swapped rows", "entry", "amount = -amount", _of(CARD_SALE)),
        *((CHANGED, CARD_SALE), (OTHER_ACCOUNTS, CARD_SALE), (ACCOUNT, 20), (LOT, 4)),
    ),
    _update(
        *("another account", "entry", "account = 2", _of(WALK_IN, 1)),
        *((CHANGED, WALK_IN), (OTHER_ACCOUNTS, WALK_IN)),
    ),
    _update("a net sale", "sale", "net = 6700", _of(MIXED_SALE), *_CHANGED_SALE),
    _update("the points of a sale", "sale", "points = 67", _of(MIXED_SALE), *_CHANGED_MEANING),
    _update("the rate of a sale", "sale", "rate = '1/50'", _of(MIXED_SALE), (CHANGED, MIXED_SALE)),
    _update("a quantity", "sale_line", "quantity = 1", _of(LAST), (CHANGED, LAST)),
    _update(
        *("what was paid", "sale_payment", "amount = 4900", _of(MIXED_SALE, 1)),
        *((CHANGED, MIXED_SALE), (SALE_SUM, MIXED_SALE), (OTHER_ACCOUNTS, MIXED_SALE)),
    ),
    _update(
        "how it was paid", "sale_payment", "means = 'card'", _of(MIXED_SALE, 1), *_CHANGED_MEANING
    ),
    _update(
        *(
            "the end of a lot, where it is written",
            "lot_term",
            "expires_on = '2099-01-01'",
            "lot = 2",
        ),
        *((CHANGED, TOP_UP), (LOT_END, 2)),
    ),
    _update(
        *("a business date", "operation", "business_date = '2026-05-03'", f"seq = {WALK_IN}"),
        (CHANGED, WALK_IN),
    ),
    _update(
        *("who did it", "operation", "staff = 1, recorded_at = '2026-05-04T09:00:00.000000Z'"),
        f"seq = {CARD_SALE}",
        (CHANGED, CARD_SALE),
    ),
    _update("a hash", "operation", f"hash = '{'0' * 64}'", f"seq = {WALK_IN}", *_CHANGED_HASH),
    _update(
        *("a bill number", "operation", "bill_number = 70", f"seq = {LAST}"),
        *((CHANGED, LAST), (BILL, 7), (HEAD, None)),
    ),
    _update(
        *("whose it was", "operation", "party = 16", f"seq = {LAST}"),
        (CHANGED, LAST),
    ),
    _update(
        *("what a reversal took back", "entry", "amount = amount * 2"),
        f"operation = {REVERSAL} AND line IN (1, 2)",
        *((CHANGED, REVERSAL), (NO_MIRROR, REVERSAL)),
    ),
    Edit(
        "an operation removed and its rows left",
        f"DELETE FROM operation WHERE seq = {WALK_IN};",
        (
            *((MISSING, WALK_IN), (STRAY, WALK_IN), (CHANGED, CARD_SALE), (BILL, 3)),
            *((DAMAGE, None), (HEAD, None)),
        ),
        "operation is append-only",
    ),
    Edit(
        "the last operation removed and its rows left",
        f"DELETE FROM operation WHERE seq = {LAST};",
        (
            *((STRAY, LAST), (DAMAGE, None), (HEAD, None), (COPY, LAST)),
            *((ACCOUNT, 20), (LOT, 7), (LOT_END, 7)),
        ),
        "operation is append-only",
    ),
    Edit(
        "a reversal removed",
        f"DELETE FROM entry WHERE {_of(REVERSAL)}; DELETE FROM bill WHERE {_of(REVERSAL)};"
        f"DELETE FROM operation WHERE seq = {REVERSAL};",
        ((MISSING, REVERSAL), (CHANGED, LAST), (HEAD, None), (ACCOUNT, 19), (LOT, 6)),
        "entry is append-only",
    ),
    Edit(
        "a tail cut off",
        _CUT,
        ((HEAD, None), (ACCOUNT, 20), (COPY, LAST)),
        "sale_payment is append-only",
    ),
    Edit(
        "a tail cut off with its head",
        _CUT + _HEAD_BACK,
        ((ACCOUNT, 20), (COPY, LAST)),
        "sale_payment is append-only",
    ),
    Edit(
        "a tail cut off with all its traces",
        _CUT + _HEAD_BACK + _CACHES_BACK,
        ((COPY, LAST),),
        "sale_payment is append-only",
    ),
    Edit(
        "another row in the place of one",
        f"INSERT OR REPLACE INTO entry VALUES ({WALK_IN}, 1, 2, NULL, -900);",
        ((CHANGED, WALK_IN), (OTHER_ACCOUNTS, WALK_IN)),
        "entry already holds this key",
    ),
    Edit(
        "another operation in the place of one",
        "REPLACE INTO operation SELECT seq, id, kind, '2026-05-01', recorded_at, staff, terminal, "
        "branch, reason_code, reverses, party, bill_number, request_hash, prev, hash "
        f"FROM operation WHERE seq = {WALK_IN};",
        ((CHANGED, WALK_IN),),
        "operation already holds this key",
    ),
    Edit(
        "a lot below zero",
        "UPDATE lot SET remaining = -1 WHERE id = 1;",
        ((LOT, 1),),
        "lot below zero",
    ),
    _account(
        "the unit of an account",
        "UPDATE account SET unit = 'EUR' WHERE id = 18;",
        *((MISFIT, 18), (UNBALANCED, TOP_UP), (UNBALANCED, MIXED_SALE)),
    ),
    _account(
        "gift made paid part",
        "UPDATE account SET kind = 'principal' WHERE id = 18;",
        (OTHER_ACCOUNTS, TOP_UP),
    ),
    _account(
        "gift made the shop's own",
        "UPDATE account SET balance = NULL, holder = NULL WHERE id = 18;",
        *((MISFIT, 18), (OTHER_ACCOUNTS, TOP_UP), (OTHER_ACCOUNTS, MIXED_SALE), (LOT, 2)),
    ),
    _account(
        "another account in the place of one",
        "INSERT OR REPLACE INTO account SELECT id, holder, 'points', unit, balance, merge "
        "FROM account WHERE id = 18;",
        *((MISFIT, 18), (OTHER_ACCOUNTS, TOP_UP), (OTHER_ACCOUNTS, MIXED_SALE)),
    ),
    _account(
        "cash and card swapped",
        "DROP INDEX account_house; UPDATE account SET kind = CASE kind WHEN 'tender:card' THEN "
        "'tender:cash' ELSE 'tender:card' END WHERE id IN (1, 2); CREATE UNIQUE INDEX "
        "account_house ON account (kind, unit) WHERE balance IS NULL;",
        *((OTHER_ACCOUNTS, s) for s in (MIXED_SALE, WALK_IN, CARD_SALE, UNDONE, LAST)),
    ),
    _account("an account removed", "DELETE FROM account WHERE id = 18;", *_NO_ACCOUNT),
)
OPEN = (
    Edit(
        "entries added to an operation",
        f"INSERT INTO entry VALUES ({WALK_IN}, 8, 1, NULL, 500), ({WALK_IN}, 9, 7, NULL, -500);",
        ((CHANGED, WALK_IN), (OTHER_ACCOUNTS, WALK_IN)),
    ),
    Edit(
        "an operation made up",
        "INSERT INTO operation SELECT seq + 1, 'x', kind, business_date, recorded_at, staff, "
        "terminal, branch, reason_code, reverses, party, bill_number + 1, request_hash, hash, 'y' "
        f"FROM operation WHERE seq = {LAST};",
        ((CHANGED, 9), (SALE_MISSING, 9), (BILL, 8), (HEAD, None)),
    ),
    Edit(
        "a balance", "UPDATE account SET balance = balance + 10000 WHERE id = 16;", ((ACCOUNT, 16),)
    ),
    Edit(
        "a balance with its lot",
        "UPDATE account SET balance = balance + 1 WHERE id = 16;"
        "UPDATE lot SET remaining = remaining + 1 WHERE id = 1;",
        ((ACCOUNT, 16), (LOT, 1)),
    ),
    Edit("what is left of a lot", "UPDATE lot SET remaining = 5000 WHERE id = 2;", ((LOT, 2),)),
    Edit(
        "the end of a lot",
        "UPDATE lot SET expires_on = '2099-12-31' WHERE id = 2;",
        ((LOT_END, 2),),
    ),
    Edit("no end of a lot", "UPDATE lot SET expires_on = NULL WHERE id = 2;", ((LOT_END, 2),)),
    Edit(
        "the beginning of a lot",
        "UPDATE lot SET opened_on = '2026-05-03' WHERE id = 4;",
        ((LOT_OPENED, 4),),
    ),
    Edit(
        "the account of a lot",
        "UPDATE lot SET account = 17 WHERE id = 1;",
        ((NO_LOT, TOP_UP), (NO_LOT, MIXED_SALE), (LOT, 1)),
    ),
    Edit(
        "a lot made up",
        "INSERT INTO lot VALUES (8, 16, 8, '2026-05-04', NULL, 900, NULL);",
        ((HEAD, None), (LOT, 8)),
    ),
    Edit("a bill removed", f"DELETE FROM bill WHERE {_of(WALK_IN)};", ((BILL, 3),)),
    Edit(
        "a last visit", "UPDATE customer SET last_visit = '2026-05-09' WHERE id = 1;", ((VISIT, 1),)
    ),
    Edit("visits", "UPDATE customer SET visits = visits + 1 WHERE id = 1;", ((VISITS, 1),)),
    Edit("the head", "UPDATE chain_head SET seq = 9;", ((HEAD, None),)),
    Edit("the next bill number", "UPDATE chain_head SET bill_number = 99;", ((HEAD, None),)),
    Edit("no head", "DELETE FROM chain_head;", ((HEAD, None),)),
    Edit("a guard dropped", "DROP TRIGGER entry_no_update;", ((GUARD, "entry_no_update"),)),
    Edit(
        "a guard emptied",
        "DROP TRIGGER entry_no_update; CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry "
        "BEGIN SELECT 1; END;",
        ((GUARD, "entry_no_update"),),
    ),
    Edit(
        "a guard that never wakes",
        "DROP TRIGGER sale_no_replace; CREATE TRIGGER sale_no_replace BEFORE INSERT ON sale WHEN 0 "
        "BEGIN SELECT RAISE(ABORT, 'sale already holds this key'); END;",
        ((GUARD, "sale_no_replace"),),
    ),
)
