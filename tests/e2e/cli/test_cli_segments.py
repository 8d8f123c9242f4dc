"""Segments by the command line: saved, listed, run, shown as SQL, exported, removed."""

from pathlib import Path

import pytest

from smbcrm.core.i18n import LANGUAGES
from tests.e2e.cli.program import Smbcrm
from tests.helpers.workbooks import by_calamine

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def people(shop: Smbcrm) -> Smbcrm:
    """Return the program on a shop with three customers."""
    shop.text("customer", "add", "Ann", "--tag=vip", "--source=friends, family")
    shop.text("customer", "add", "Bo", "--tag=vip", "--city=Taipei")
    shop.text("customer", "add", "=Cy", "--city=Taipei")
    shop.text("tier", "hold", "Bo", "gold", "--reason=invitation")
    return shop


def test_a_segment_is_saved_listed_and_run(people: Smbcrm) -> None:
    where = ("--where", "tier=gold,silver", "--where", "tag=vip", "--where=last_visit=never,..60d")
    saved = people.json("segment", "save", "Best", *where, "--request-id", ID)
    assert people.json("segment", "save", "Best", *where, "--request-id", ID) == saved
    assert (
        saved["sentence"] == "Gold or Silver, tagged vip, last visit never or at least 60 days ago"
    )
    assert saved["count"] == 1
    people.text("segment", "save", "city", "--where=city=Taipei")
    listed = people.json("segment", "list")["segments"]
    assert [(one["segment"], one["count"]) for one in listed] == [("Best", 1), ("city", 2)]
    run = people.json("segment", "run", "CITY", "--limit=1")
    assert (run["count"], [one["full_name"] for one in run["customers"]]) == (2, ["=Cy"])
    told = people.text("segment", "run", "city")
    assert "city Taipei: 2 of 2 customers are shown." in told
    assert "tagged vip" in people.text("segment", "list")
    people.text("customer", "edit", "Bo", "--city=")
    assert people.json("segment", "list")["segments"][1]["count"] == 1


def test_a_value_with_a_comma_stands_in_quotation_marks(people: Smbcrm) -> None:
    people.text("segment", "save", "known", '--where=source="Friends, family",web')
    (one,) = people.json("segment", "list")["segments"]
    assert (one["where"], one["count"]) == ({"source": ["Friends, family", "web"]}, 1)
    for typed in ('source="web', "source", "=web"):
        told = people.ends("segment", "save", "bad", f"--where={typed}")
        assert (told.code, told.out) == (2, "")


def test_the_sql_is_shown_line_by_line(people: Smbcrm) -> None:
    people.text("segment", "save", "it's", "--where=tag=it's")
    sql = people.json("segment", "sql", "it's")["sql"]
    assert people.text("segment", "sql", "it's") == f"{sql}\n"
    assert "'it''s'" in sql
    assert sql.startswith("SELECT c.code, c.full_name\nFROM customer c\nWHERE ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_export_has_the_customers_of_a_segment_and_says_so(
    people: Smbcrm, tmp_path: Path, language: str
) -> None:
    people.text("segment", "save", "vips", "--where=tag=vip", "--where=has=birthday,card")
    people.text("card", "issue", "Ann")
    out = tmp_path / "vips.xlsx"
    words = ("--segment", "VIPs", "--out", str(out), f"--language={language}")
    assert people.json("export", "customers", *words)["customers"] == 1
    rows = by_calamine(out)
    sentence = people.json("segment", "list", f"--language={language}")["segments"][0]["sentence"]
    assert str(rows[1][0]).startswith(f"{sentence} · 20")
    assert "Ann" in rows[3]


def test_what_is_not_there_is_refused_with_a_sentence(people: Smbcrm, tmp_path: Path) -> None:
    out = str(tmp_path / "x.csv")
    assert people.refused("export", "customers", "--segment=x", "--out", out) == "UnknownSegment"
    for command in ("run", "sql", "remove"):
        assert people.refused("segment", command, "x") == "UnknownSegment"
    assert people.refused("segment", "save", "x") == "NoCondition"
    assert people.refused("segment", "save", "x", "--where=tier=none") == "BadValue"
    assert people.refused("segment", "save", "x", "--where=shoe=9") == "UnknownKind"
    people.text("segment", "save", "x", "--where=visits=..0")
    assert people.refused("segment", "save", "X", "--where=visits=1..") == "SegmentExists"
    people.text("segment", "save", "X", "--where=visits=1..", "--replace")
    assert "stay" in people.text("segment", "remove", "x")
    assert people.text("segment", "list") == "There is no segment yet.\n"
