"""The triggers: nothing in the ledger can be changed, and it shows where a trigger was."""

import peewee
import pytest

from smbcrm.models.connect import connect, create_file
from smbcrm.models.guards import APPEND_ONLY, expected_guards, missing_guards
from smbcrm.models.schema import account_guards, is_postgres
from smbcrm.models.session import Session
from smbcrm.models.upgrade import take_steps

REFUSED = (peewee.IntegrityError, peewee.InternalError, peewee.ProgrammingError)
TABLES = list(APPEND_ONLY)
UNIQUE = [(table, key) for table, keys in APPEND_ONLY.items() for key in keys]


def columns(shop: Session, table: str) -> list[str]:
    return [column.name for column in shop.db.get_columns(table)]


def content(shop: Session) -> list[list[tuple[object, ...]]]:
    return [shop.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]


def refused(shop: Session, statement: str, *params: object, words: str = "append-only") -> None:
    before = content(shop)
    with pytest.raises(REFUSED, match=words):
        shop.execute(statement, *params)
    assert content(shop) == before


def test_nothing_is_changed_or_taken_away(filled: Session) -> None:
    for table in TABLES:
        assert filled.rows(f"SELECT * FROM {table}"), "there must be something to protect"
        for column in columns(filled, table):
            refused(filled, f"UPDATE {table} SET {column} = {column}")
        refused(filled, f"DELETE FROM {table}")
        if filled.postgres:
            refused(filled, f"TRUNCATE {table} CASCADE")
    if filled.postgres:
        refused(filled, "TRUNCATE operation, lot, chain_head CASCADE")


def a_row_that_meets(shop: Session, table: str, key: str) -> dict[str, object]:
    """Return a row like an existing one, of whose unique columns only this key is not new."""
    names = columns(shop, table)
    first = f"SELECT * FROM {table} WHERE {key.partition(',')[0]} IS NOT NULL LIMIT 1"
    row = dict(zip(names, shop.rows(first)[0], strict=True))
    others = {name for other in APPEND_ONLY[table] if other != key for name in other.split(", ")}
    for name in others - set(key.split(", ")):
        row[name] = 1_000_000 if isinstance(row[name], int) or row[name] is None else "another"
    if "reverses" in others:
        row["reverses"] = None
    return row


def test_no_row_takes_the_place_of_another(filled: Session) -> None:
    for table, key in UNIQUE:
        row = a_row_that_meets(filled, table, key)
        marks = ", ".join("?" * len(row))
        if filled.postgres:
            insert = f"INSERT INTO {table} VALUES ({marks})"
            refused(filled, insert, *row.values(), words="duplicate key")
            over = f" ON CONFLICT ({key}) DO UPDATE SET {key.partition(',')[0]} = 7"
            refused(filled, insert + over, *row.values())
            continue
        for recursive in (1, 0):  # a foreign program does not ask for them
            filled.execute(f"PRAGMA recursive_triggers = {recursive}")
            for how in ("INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT"):
                statement = f"{how} INTO {table} VALUES ({marks})"
                refused(filled, statement, *row.values(), words="already holds")


def test_only_points_go_below_zero(filled: Session) -> None:
    found: list[tuple[str, int]] = filled.rows(
        "SELECT a.kind, MIN(l.id) FROM lot l JOIN account a ON a.id = l.account GROUP BY a.kind"
    )
    lots = dict(found)
    assert set(lots) == {"principal", "gift", "points", "credit", "vouchers"}
    for kind, lot in lots.items():
        below = "UPDATE lot SET remaining = -1 WHERE id = ?"
        copied = (
            "INSERT INTO lot (id, account, opened_by, opened_on, remaining) "
            "SELECT 900 + id, account, opened_by, opened_on, -1 FROM lot WHERE id = ?"
        )
        if kind == "points":
            assert filled.execute(below, lot) == filled.execute(copied, lot) == 1
            continue
        for statement in (below, copied):
            with pytest.raises(REFUSED, match="below zero"):
                filled.execute(statement, lot)


ACCOUNT_CHANGES = (
    "UPDATE account SET kind = 'principal' WHERE kind = 'gift'",
    "UPDATE account SET unit = 'EUR'",
    "UPDATE account SET id = id + 1000",
    "UPDATE account SET kind = kind, holder = NULL",
    "UPDATE account SET balance = NULL, holder = NULL WHERE kind = 'gift'",
    "UPDATE account SET balance = 0 WHERE kind = 'sales'",
    "DELETE FROM account WHERE kind = 'gift'",
    "DELETE FROM account",
)


def test_an_account_stays_what_it_is(filled: Session) -> None:
    """What it is stands in no hash; who holds it and what is left of it changes."""
    for change in ACCOUNT_CHANGES:
        refused(filled, change, words="stays what it is")
    assert filled.execute("UPDATE account SET holder = NULL, balance = balance + 1 - 1") > 0
    if filled.postgres:
        refused(filled, "TRUNCATE account CASCADE", words="stays what it is")
        return
    filled.execute("PRAGMA foreign_keys = 0")
    gift = "SELECT id, holder, 'principal', unit, balance, merge FROM account WHERE kind = 'gift'"
    house = "SELECT 900 + id, holder, kind, unit, balance, merge FROM account WHERE kind = 'sales'"
    for recursive in (1, 0):  # a foreign program does not ask for them
        filled.execute(f"PRAGMA recursive_triggers = {recursive}")
        for row in (gift, house):
            refused(filled, f"INSERT OR REPLACE INTO account {row}", words="stays what it is")


def test_a_sound_database_misses_none(empty: Session) -> None:
    assert missing_guards(empty.db) == []
    assert len(expected_guards(postgres=empty.postgres)) == len(TABLES) * 3 + 2 + 4


def test_an_older_version_has_the_guards_of_its_own_tables(shop_address: str) -> None:
    """A copy that is made before an upgrade stands at the step that the shop has reached."""
    if not shop_address.startswith("postgresql"):
        create_file(shop_address)
    db = connect(shop_address)
    db.connect()
    take_steps(db, "0001_initial")
    assert set() < set(APPEND_ONLY).intersection(db.get_tables()) < set(APPEND_ONLY)
    assert missing_guards(db, "0001_initial") == []
    take_steps(db, "0006_account_guard")
    assert missing_guards(db, "0006_account_guard") == []
    Session(db).execute(
        "DROP TRIGGER account_no_delete" + (" ON account" if is_postgres(db) else "")
    )
    assert missing_guards(db, "0006_account_guard") == ["account_no_delete"]
    assert missing_guards(db, "0005_packages") == []
    for guard in account_guards(postgres=is_postgres(db)):
        if guard.name == "account_no_delete":
            Session(db).execute(guard.statement)
    take_steps(db)
    assert missing_guards(db) == []
    Session(db).execute("DROP TABLE card_history")
    assert missing_guards(db), "of this version the table must be there"
    db.close()


def test_every_guard_that_is_dropped_is_missed(empty: Session) -> None:
    for guard in expected_guards(postgres=empty.postgres):
        table = "lot" if guard.name.startswith("lot_floor") else guard.name.rpartition("_no_")[0]
        on = f" ON {table}" if empty.postgres else ""
        empty.execute(f"DROP TRIGGER {guard.name}{on}")
        assert missing_guards(empty.db) == [guard.name]
        empty.execute(guard.statement)
        assert missing_guards(empty.db) == []


def test_a_guard_that_was_made_harmless_is_missed(empty: Session) -> None:
    if empty.postgres:
        changes = {
            "ALTER TABLE entry DISABLE TRIGGER entry_no_update": ["entry_no_update"],
            "ALTER TABLE sale ENABLE REPLICA TRIGGER sale_no_delete": ["sale_no_delete"],
            "CREATE OR REPLACE FUNCTION lot_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$": ["lot_floor_insert", "lot_floor_update"],
        }
    else:
        changes = {
            "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry WHEN 0 "
            "BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END": ["entry_no_update"],
            "CREATE TRIGGER sale_no_delete BEFORE DELETE ON bill "
            "BEGIN SELECT RAISE(ABORT, 'sale is append-only'); END": ["sale_no_delete"],
        }
    missed: list[str] = []
    for change, names in changes.items():
        if not empty.postgres:
            empty.execute(f"DROP TRIGGER {names[0]}")
        empty.execute(change)
        missed += names
        assert sorted(missing_guards(empty.db)) == sorted(missed)
