"""A password in a shop's address is for the server alone."""

from pathlib import Path
from urllib.parse import quote

import pytest

from smbcrm.__main__ import main
from smbcrm.models.backup_shelf import folder_of, shop_name
from smbcrm.models.connect import shown
from tests.helpers.small_shop import small_shop

HUSH = "s3cret"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("postgresql://db/shop", "db/shop"),
        (f"postgres://ann:{HUSH}@db/shop", "db/shop"),
        (f"POSTGRESQL://ann:{HUSH}@db:5432/shop?sslmode=require", "db:5432/shop"),
        (f"postgresql://db/shop?user=ann&password={HUSH}", "db/shop"),
        (f"postgresql://ann:x@{HUSH}@db/shop", "db/shop"),
        (f"postgresql://ann:x/{HUSH}@db/shop", "db/shop"),
        (f"postgresql://ann:x/{HUSH}/@{HUSH}@db/shop", "db/shop"),
        (f"postgresql://ann:{HUSH}@a:1,b:2/shop", "a:1,b:2/shop"),
        (f"postgresql://ann:{HUSH}@[::1]:5432/shop", "[::1]:5432/shop"),
        (f"postgresql://ann:{HUSH}@%2Frun%2Fpg/shop", "%2Frun%2Fpg/shop"),
        (f"postgresql://:{HUSH}@/shop", "/shop"),
        ("postgresql:///店", "/店"),
        (f"postgresql://ann:x?{HUSH}@db/shop", "…"),
        (f"postgresql://{HUSH}?x@db/shop", "…"),
        (f"postgresql://ann:12/{HUSH}?@db/shop", "…"),
        (f"postgresql://db/shop?password=a@{HUSH}", "…"),
        (f"postgresql://ann:{HUSH}/shop", "…"),
        (f"postgresql://ann:x#{HUSH}", "…"),
        (f"postgresql://ann:1/{HUSH}/x", "…"),
        (f"postgresql://ann {HUSH}/x", "…"),
    ],
)
def test_of_an_address_only_the_place_is_shown(address: str, place: str) -> None:
    assert shown(address) == f"postgresql://{place}"
    assert HUSH not in shop_name(address)
    assert HUSH not in str(folder_of(address, Path("user")))
    assert "…" not in str(folder_of(address, Path("user")))


def test_a_path_is_shown_as_it_is() -> None:
    assert shown("/shops/a@b?c.db") == "/shops/a@b?c.db"


def test_the_copies_lie_in_one_place_however_the_address_is_written() -> None:
    addresses = ("postgresql://db/shop", "postgres://ann:pw@db/shop", "postgresql://db/shop?user=b")
    assert len({folder_of(address, Path("user")) for address in addresses}) == 1


def spellings(url: str) -> list[str]:
    """Return the address of a shop with a password, right and wrong."""
    _, _, rest = url.partition("://")
    user, _, place = rest.rpartition("@")
    name = user.partition(":")[0]
    odd = f"{HUSH}@/?"
    return [
        f"postgresql://{name}:{HUSH}@{place}",
        f"postgresql://{name}:{quote(odd, safe='')}@{place}",
        f"postgresql://{place}?user={name}&password={HUSH}",
        f"postgresql://{place}?user={name}&password=x@{HUSH}",
        f"postgresql://{name}:x?{HUSH}@{place}",
        f"postgresql://{name}:x@{HUSH}@{place}",
        f"postgresql://{name}:x/{HUSH}@{place}",
        f"postgresql://{name}:{HUSH}:@{place}x?connect_timeout=none",
    ]


@pytest.mark.parametrize("number", range(8))
def test_no_command_prints_or_logs_a_password(
    postgres_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("SMBCRM_HOME", str(home))
    small_shop(postgres_url).close()
    address = spellings(postgres_url)[number]
    commands = (
        ("init", address),
        ("demo", address),
        ("--shop", address, "setting", "list"),
        ("--shop", address, "backup", "list"),
        ("--shop", address, "backup", "now"),
        ("--shop", address, "backup", "restore"),
    )
    codes = []
    for command in commands:
        codes.append(main(command))
        said = capsys.readouterr()
        assert HUSH not in said.out + said.err, command
    assert 0 not in (codes[0], codes[1], codes[-1]), "there is a shop, or nothing to be reached"
    for file in home.rglob("*"):
        assert HUSH not in file.name
        if file.name == "machine.toml":
            assert file.stat().st_mode & 0o077 == 0
        elif file.is_file() and file.suffix in {".log", ".json"}:
            assert HUSH not in file.read_text("utf-8")
