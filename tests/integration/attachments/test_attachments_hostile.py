"""A database that somebody else wrote: no name in it leads out of the folders of the shop."""

import io
import zipfile
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups
from smbcrm.membership.attachments.rules import fingerprint
from smbcrm.membership.attachments.types import FileLost
from smbcrm.membership.customers.types import Details
from smbcrm.models.vaults import files_folder
from tests.helpers.shops import StillShop

PDF = b"%PDF-1.7"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the copies of PostgreSQL shops of one test to itself."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))


@pytest.fixture
def ann(shop: StillShop, tmp_path: Path) -> int:
    """Return somebody with one file."""
    form = tmp_path / "form.pdf"
    form.write_bytes(PDF)
    who = shop.services.customers.add(Details(full_name="Ann")).id
    shop.services.attachments.add(who, form)
    return who


def write(shop: StillShop, **columns: str) -> None:
    """Write into the row of the file, as somebody with a program for databases."""
    for column, value in columns.items():
        for table in (
            ("customer_file", "file_content") if column == "stored" else ("customer_file",)
        ):
            statement = f"UPDATE {table} SET {column} = ?"
            shop.uow.run(lambda work, *told: work.session.execute(*told), statement, value)


def is_file(shop: StillShop) -> bool:
    """Tell whether the shop's files lie in a folder."""
    return not shop.uow.address.startswith("postgresql")


def test_a_name_of_bytes_leads_to_no_other_file(shop: StillShop, ann: int, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    write(shop, stored=str(victim), sha256=fingerprint(b"mine" if is_file(shop) else PDF))
    services = shop.services
    (file,) = services.attachments.of(ann)
    with pytest.raises(FileLost):
        services.attachments.save(ann, file.id, tmp_path / "out.txt")
    with pytest.raises(FileLost):
        services.dossiers.save(ann, tmp_path)
    assert len(services.audit.verify().findings) == 1
    copy = services.backups.now()
    other = str(tmp_path / "other.db")
    done = backups(other, clock=shop.clock).restore(str(copy.path))
    assert len(done.verdict.findings) == 1
    assert not files_folder(other).exists()
    services.attachments.remove(ann, file.id)
    assert victim.read_text() == "mine"


def test_an_erase_drops_no_other_file(shop: StillShop, ann: int, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    write(shop, stored="../victim.txt")
    shop.services.privacy.erase(ann, "asked")
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "plain"),
    [("../../out.txt", "....out.txt"), ("C:\\x\n.txt", "Cx.txt"), ("con", "_con"), ("..", "file")],
)
def test_a_name_from_a_row_becomes_a_plain_one(
    shop: StillShop, ann: int, tmp_path: Path, name: str, plain: str
) -> None:
    write(shop, name=name)
    services = shop.services
    (file,) = services.attachments.of(ann)
    assert file.name == plain
    content = services.dossiers.save(ann, tmp_path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (path,) = (one for one in archive.namelist() if one.startswith("files/"))
    assert path == f"files/{file.id}-{plain}"
