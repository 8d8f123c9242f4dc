"""How a shop is opened, and what is refused before it is touched."""

import os
from contextlib import closing
from pathlib import Path

import peewee
import psycopg
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.core.errors import EnvironmentFault
from smbcrm.models import connect as opening
from smbcrm.models.connect import connect, create_file, is_postgres_url
from smbcrm.models.faults import Damaged, ReadOnly
from smbcrm.models.session import Session
from smbcrm.models.upgrade import create_database
from tests.helpers.misfortune import nobody, open_folder
from tests.helpers.processes import in_a_process

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/shops /mnt/my\\040shops nfs4 rw 0 0
/dev/sdb1 /mnt/my\\040shops/local ext4 rw 0 0
//server/c /mnt/windows cifs rw 0 0
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    create_database(str(path))
    return path


def value(db: peewee.Database, statement: str) -> object:
    return (Session(db).row(statement) or (None,))[0]


def pragmas(path: Path, *, durable: bool = True) -> dict[str, object]:
    names = (
        *("busy_timeout", "synchronous", "journal_mode", "foreign_keys", "recursive_triggers"),
        *("trusted_schema", "cell_size_check", "fullfsync", "checkpoint_fullfsync"),
    )
    db = connect(str(path), durable=durable)
    with closing(db):
        db.connect()
        return {name: value(db, f"PRAGMA {name}") for name in names}


def test_what_sqlite_is_asked_for_is_in_force(file: Path) -> None:
    assert pragmas(file) == {
        "busy_timeout": 10_000,
        "synchronous": 2,  # FULL
        "journal_mode": "wal",
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
    }
    assert pragmas(file, durable=False)["synchronous"] == 0


def test_a_transaction_begins_as_a_writer(file: Path) -> None:
    db, other = connect(str(file)), connect(str(file))
    with closing(db), closing(other):
        db.connect()
        other.connect()
        Session(other).execute("PRAGMA busy_timeout = 0")
        with db.atomic():
            try:
                Session(other).execute("BEGIN IMMEDIATE")
                refused = False
            except Exception as error:  # noqa: BLE001 - the driver's, wrapped by peewee
                refused = "locked" in str(error)
        assert refused


def test_what_postgresql_is_asked_for_is_in_force(postgres_url: str) -> None:
    for durable, commit in ((True, "on"), (False, "off")):
        db = connect(postgres_url, durable=durable)
        with closing(db):
            db.connect()
            assert value(db, "SHOW lock_timeout") == "10s"
            assert value(db, "SHOW synchronous_commit") == commit


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "POSTGRESQL"])
def test_every_spelling_of_an_address_connects(postgres_url: str, scheme: str) -> None:
    address = scheme + postgres_url.removeprefix("postgresql")
    assert is_postgres_url(address)
    db = connect(address)
    with closing(db):
        db.connect()
        assert value(db, "SELECT 1") == 1


def test_a_missing_file_is_no_empty_shop(tmp_path: Path) -> None:
    with pytest.raises(opening.ShopNotFound):
        connect(str(tmp_path / "gone.db"))
    assert not list(tmp_path.iterdir())


def test_a_file_that_goes_between_looking_and_opening_is_not_made_anew(file: Path) -> None:
    db = connect(str(file))
    file.unlink()
    with pytest.raises(Exception, match="unable to open"):
        db.connect()
    assert not file.exists()


@pytest.mark.parametrize("name", ["a [b] c.db", "100%.db", "what?.db", "a#b.db", "美丽人生.db"])
def test_a_name_may_hold_what_means_something_to_others(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    create_database(str(path))
    assert pragmas(path)["journal_mode"] == "wal"
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_what_is_no_shop_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlcipher.connect(str(foreign))) as connection:
        connection.execute("CREATE TABLE setting (key TEXT, value TEXT)")
    text, empty, short = (tmp_path / name for name in ("text.db", "empty.db", "short.db"))
    text.write_bytes(b"this is not a database" * 400)
    empty.touch()
    short.write_bytes(b"SQLite format 3\0")
    for path in (foreign, text, empty, short):
        before = path.read_bytes()
        with pytest.raises(Damaged):
            connect(str(path))
        assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 4


def test_what_is_no_file_is_not_found(tmp_path: Path, file: Path) -> None:
    circle = tmp_path / "circle.db"
    circle.symlink_to(circle)
    for path in (tmp_path, file / "inside.db", Path(f"{tmp_path}/a\0b.db"), circle):
        with pytest.raises(opening.ShopNotFound):
            connect(str(path))


def test_looking_at_a_file_leaves_the_locks_of_others_alone(file: Path) -> None:
    """A second connection of the same program must not cost the first one its locks."""
    db = connect(str(file))
    with closing(db):
        db.connect()
        Session(db).rows("SELECT * FROM setting")
        connect(str(file))
        taken = in_a_process(take_for_itself, str(file))
    assert taken == 1, "another program believed that it was alone"
    assert in_a_process(take_for_itself, str(file)) == 0


def take_for_itself(path: str) -> None:
    """Exit with 1 where another program has the file open."""
    connection = sqlcipher.connect(path, isolation_level=None, timeout=0)
    connection.execute("PRAGMA locking_mode = exclusive")
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlcipher.OperationalError:
        os._exit(1)
    os._exit(0)


def test_a_file_that_may_not_be_read() -> None:
    with open_folder() as folder:
        path = folder / "shop.db"
        create_database(str(path))
        path.chmod(0)
        with nobody(), pytest.raises(ReadOnly):
            connect(str(path))


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/home/ann/shop.db", False),
        ("/mnt/my shops/shop.db", True),
        ("/mnt/my shops/local/shop.db", False),
        ("/mnt/my shops of old/shop.db", False),
        ("/mnt/windows/deep/down/shop.db", True),
        ("\\\\server\\share\\shop.db", True),
    ],
)
def test_a_network_share_is_refused(path: str, *, refused: bool) -> None:
    if refused:
        with pytest.raises(opening.ShopOnNetworkShare, match="PostgreSQL"):
            opening.refuse_network_share(Path(path), lambda: MOUNTS)
    else:
        opening.refuse_network_share(Path(path), lambda: MOUNTS)


def test_a_shop_is_neither_made_nor_opened_on_a_network_share(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def share() -> str:
        return f"server:/x {file.parent} nfs4 rw 0 0\n"

    refuse = opening.refuse_network_share
    monkeypatch.setattr(opening, "refuse_network_share", lambda path: refuse(path, share))
    with pytest.raises(opening.ShopOnNetworkShare):
        connect(str(file))
    with pytest.raises(opening.ShopOnNetworkShare):
        create_file(str(file.with_name("new.db")))
    assert not file.with_name("new.db").exists()


def test_nothing_that_exists_is_overwritten(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    for path in (file, tmp_path):
        with pytest.raises(opening.ShopExists):
            create_database(str(path))
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made(file: Path, tmp_path: Path) -> None:
    for path in (file / "new.db", tmp_path / ("x" * 300) / "new.db", Path(f"{tmp_path}/a\0b.db")):
        with pytest.raises(opening.FolderMissing) as caught:
            create_database(str(path))
        assert isinstance(caught.value, EnvironmentFault)
    deep = tmp_path / "new" / "folder" / "shop.db"
    create_database(str(deep))
    assert pragmas(deep)["journal_mode"] == "wal"
    assert deep.stat().st_mode & 0o077 == 0, "customers' data is for its owner's eyes"


def test_where_linux_does_not_tell_its_mounts_nothing_is_a_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", missing)
    assert opening.linux_mounts() == ""


def test_a_server_that_is_not_there_is_a_fault(postgres_url: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"{postgres_url}_gone")
    with pytest.raises(EnvironmentFault, match="cannot be reached"):
        create_database(f"{postgres_url}_gone")
