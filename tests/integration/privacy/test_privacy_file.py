"""The file of a shop holds nothing of somebody who was erased, nor does a dump of a server."""

from pathlib import Path

import pytest

from smbcrm.models.connect import connect
from smbcrm.models.erased_list import NAME, ErasedFile
from smbcrm.models.sweeping import sweep
from tests.helpers.known_person import SAID, bytes_of, known_shop, left_of_her


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


def test_no_byte_of_her_is_left_in_the_file(file: Path) -> None:
    with known_shop(str(file)) as shop:
        assert left_of_her(bytes_of(file)) == list(SAID)
        done = shop.services.privacy.erase(shop.she, "asked", give_up=True)
        assert done.swept
        assert left_of_her(bytes_of(file)) == []
    assert left_of_her(bytes_of(file)) == []


def test_a_program_that_reads_keeps_the_traces_and_that_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smbcrm.models.connect.BUSY_MILLISECONDS", 50)
    with known_shop(str(file)) as shop:
        other = connect(str(file))
        with other.connection_context(), other.atomic():
            assert sweep(str(file)) is False
        assert sweep(str(file)) is True
        assert shop.services.audit.verify().clean


def test_the_list_beside_the_copies_holds_no_person(tmp_path: Path) -> None:
    with known_shop(str(tmp_path / "shop.db")) as shop:
        shop.services.privacy.erase(shop.she, "asked", give_up=True)
        (listed,) = tmp_path.rglob(NAME)
        she, who_went_into_her = listed.read_text("utf-8").splitlines()
        assert she == f"{shop.she} 2026-03-10T10:00:00.000000Z"
        assert who_went_into_her.endswith(" 2026-03-10T10:00:00.000000Z")
        shop.services.privacy.erase(shop.friend, "asked", give_up=True)
        assert len(ErasedFile(listed.parent).all()) == 3
    listed.write_bytes(b"no number\n7 2026-03-10T10:00:00.000000Z\n\xff\xff\n")
    assert [one.customer for one in ErasedFile(listed.parent).all()] == [7]
