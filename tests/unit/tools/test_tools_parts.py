"""What is known of the parts of the packaged program, and which are refused."""

import json
from collections.abc import Callable
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from typing import Any

import pytest

from tools.packaging import licences
from tools.packaging.parts import TEXTS, Known, Part, Text, of_distribution
from tools.packaging.program import Unfinished

KNOWN = Known()
Make = Callable[..., Distribution]


@pytest.fixture
def wheel(tmp_path: Path) -> Make:
    """Return what makes an installed wheel with the metadata and files given."""

    def make(metadata: str, **files: str) -> Distribution:
        info = tmp_path / "thing-1.0.dist-info"
        info.mkdir()
        content = {f"thing-1.0.dist-info/{name}": text for name, text in files.items()}
        content["thing-1.0.dist-info/METADATA"] = f"Name: Thing\nVersion: 1.0\n{metadata}\n"
        for name, text in content.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        (info / "RECORD").write_text("".join(f"{name},,\n" for name in content), "utf-8")
        return PathDistribution(info)

    return make


def sbom(*components: dict[str, Any]) -> str:
    return json.dumps({"components": components})


def refused(found: Distribution, known: Known = KNOWN) -> list[str]:
    return licences.refusals(of_distribution(found, known))


def test_a_wheel_that_says_its_licence_and_brings_its_text_is_taken(wheel: Make) -> None:
    found = wheel("License-Expression: MIT", **{"licenses/LICENSE": "Do as you like"})
    (part,) = of_distribution(found, KNOWN)
    assert (part.name, part.version, part.licence) == ("thing", "1.0", "MIT")
    assert [text.name for text in part.texts] == ["LICENSE"]
    assert part.refusal() is None


@pytest.mark.parametrize(
    ("metadata", "why"),
    [
        ("License-Expression: GPL-3.0-or-later", "thing (GPL-3.0-or-later) may not be inside"),
        ("License-Expression: AGPL-3.0-only", "thing (AGPL-3.0-only) may not be inside"),
        ("License: see the file", "thing: nobody knows its licence (see the file)"),
        ("Summary: none", "thing: nobody knows its licence (none is named)"),
    ],
)
def test_a_wheel_that_may_not_be_shipped_is_named(wheel: Make, metadata: str, why: str) -> None:
    assert refused(wheel(metadata, LICENSE="text")) == [why]


def test_a_wheel_without_the_text_of_its_licence_is_refused(wheel: Make) -> None:
    assert refused(wheel("License-Expression: MIT")) == [
        "thing: the text of its licence is missing"
    ]


def test_what_metadata_leaves_out_stands_in_our_list(wheel: Make) -> None:
    known = Known(distributions={"thing": "ISC"})
    assert refused(wheel("Summary: none", COPYING="text"), known) == []


def test_a_gpl_work_inside_a_wheel_is_refused(wheel: Make) -> None:
    listed = sbom(
        {"name": "Fine", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
        {"name": "named", "licenses": [{"license": {"name": "GNU GPL, version 3"}}]},
        {"name": "half", "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "GPLv3"}}]},
        {"name": "libgpl", "licenses": [{"license": {"id": "GPL-3.0-or-later"}}]},
        {"name": "builder", "scope": "excluded", "licenses": []},
    )
    found = wheel("License-Expression: MIT", LICENSE="text", **{"sboms/x.json": listed})
    assert refused(found) == [
        "named: nobody knows its licence ((GNU GPL, version 3))",
        "half (MIT AND GPLv3) may not be inside",
        "libgpl (GPL-3.0-or-later) may not be inside",
    ]


def test_a_work_inside_a_wheel_needs_its_text(wheel: Make) -> None:
    listed = sbom({"name": "crate", "licenses": [{"expression": "MIT"}]})
    found = wheel("License-Expression: MIT", LICENSE="text", **{"sboms/x.json": listed})
    assert refused(found) == ["crate: the text of its licence is missing"]
    assert refused(found, Known(components={"crate": {"texts": ["zip.txt"]}})) == []
    assert refused(found, Known(components={"crate": {"text_in": "thing/LICENSE"}})) == []


def test_what_a_list_names_and_the_wheel_does_not_hold_is_left_out(
    wheel: Make, tmp_path: Path
) -> None:
    listed = sbom({"name": "libgpl", "licenses": [{"license": {"id": "GPL-3.0-or-later"}}]})
    known = Known(absent={"libgpl": ["gpl_begin", "gpl_version"]})
    found = wheel("License-Expression: MIT", LICENSE="text", **{"sboms/x.json": listed})
    record = tmp_path / "thing-1.0.dist-info" / "RECORD"
    record.write_text(f"{record.read_text('utf-8')}thing.so,,\ngone.so,,\n", "utf-8")
    (tmp_path / "thing.so").write_bytes(b"\0mit_begin\0")
    assert refused(found, known) == []
    for word in (b"gpl_begin", b"gpl_version"):
        (tmp_path / "thing.so").write_bytes(b"\0" + word + b"\0")
        assert refused(found, known) == ["libgpl (GPL-3.0-or-later) may not be inside"]


def test_the_lgpl_is_for_what_can_be_replaced() -> None:
    part = Part("qt", "6", "LGPL-3.0-only", texts=[Text("note.txt", Path())])
    assert part.refusal() == "qt: the text of its licence is missing"
    part.texts.append(Text("LGPL-3.0.txt", Path()))
    assert part.refusal() is None
    part.archived = True
    assert part.refusal() == "qt (LGPL-3.0-only) may not be inside"


def test_qts_wheels_get_the_texts_that_they_leave_out(wheel: Make) -> None:
    note = {"licenses/LicenseRef-Qt-Commercial.txt": "For whoever bought it."}
    (part,) = of_distribution(wheel("License: LGPL-3.0-only OR GPL-2.0-only", **note), KNOWN)
    assert [text.name for text in part.texts] == ["LGPL-3.0.txt", "GPL-2.0.txt", "GPL-3.0.txt"]
    assert all(text.path.exists() for text in part.texts)


def test_list_and_texts_are_written_beside_the_program(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("Do as you like", "utf-8")
    parts = [
        Part("libjpeg / turbo", "3", "IJG", texts=[Text("LICENSE", text)]),
        Part("zlib", "1.2", "Zlib", of="libjpeg / turbo", text_in="libjpeg---turbo/LICENSE#like"),
        Part("lib", "1.2.3", "LGPL-2.1-or-later", of="x", texts=[Text("LGPL-2.1.txt", text)]),
    ]
    known = Known(sources={"lib": "https://a.example/{line}/lib-{version}.tar"})
    listed = licences.write(parts, tmp_path, known).read_text("utf-8")
    assert "| zlib | 1.2 | Zlib | libjpeg / turbo | libjpeg---turbo/LICENSE#like |" in listed
    assert "| lib | 1.2.3 | LGPL-2.1-or-later | x | x/lib/ |" in listed
    assert "- lib 1.2.3: https://a.example/1.2/lib-1.2.3.tar\n" in listed
    assert (tmp_path / licences.FOLDER / "x" / "lib" / "LGPL-2.1.txt").exists()
    kept = tmp_path / licences.FOLDER / "libjpeg---turbo" / "LICENSE"
    assert kept.read_text("utf-8") == "Do as you like"
    assert (tmp_path / "LICENSE").exists()


@pytest.mark.parametrize("text_in", ["nobody/LICENSE", "thing/LICENSE#GPL"])
def test_a_text_that_is_not_where_it_should_be_stops_the_build(
    tmp_path: Path, text_in: str
) -> None:
    text = tmp_path / "text"
    text.write_text("Do as you like", "utf-8")
    parts = [
        Part("thing", "3", "MIT", texts=[Text("LICENSE", text)]),
        Part("lost", "1", "MIT", of="thing", text_in=text_in),
    ]
    with pytest.raises(Unfinished, match="lost"):
        licences.write(parts, tmp_path, KNOWN)


def test_a_work_under_the_lgpl_without_sources_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(Unfinished, match="sources of lib"):
        licences.write([Part("lib", "1", "LGPL-2.1-only")], tmp_path, KNOWN)


def test_a_part_is_listed_where_a_file_of_it_is_inside(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "libkrb5-0123.so.3").touch()
    parts = [
        Part("Kerberos", "", "MIT", files=("libkrb5*",)),
        Part("OpenLDAP", "", "OLDAP-2.8", files=("libldap*", "ldap*.dll")),
        Part("libpq", "", "PostgreSQL"),
    ]
    assert [part.name for part in licences.inside(parts, tmp_path)] == ["Kerberos", "libpq"]


def test_our_own_list_can_be_read_and_names_no_unknown_licence() -> None:
    known = Known.read()
    text = Text("LGPL-2.1.txt", Path())
    told = [(one["name"], one["licence"]) for one in known.inside]
    told += [(name, licence) for name, licence in known.libraries.values()]
    told += [(name, one.get("licence", "MIT")) for name, one in known.components.items()]
    parts = [Part(name, "", licence, of="x", texts=[text]) for name, licence in told]
    assert licences.refusals(parts) == []


def test_every_text_that_we_keep_is_read_and_is_there() -> None:
    known = Known.read()
    told = [*known.inside, *known.components.values()]
    read = {text for one in told for text in one.get("texts", ())} | {"Unlicense.txt"}
    kept = {path.name for path in TEXTS.glob("*.txt")}
    gnu = {"GPL-2.0.txt", "GPL-3.0.txt", "LGPL-2.1.txt", "LGPL-3.0.txt"}
    assert kept == read | gnu
