"""What is committed works anywhere: no machine's paths, no registry's address, no exemptions."""

import re

from tests.quality.repository import ROOT, python_files, repository_files

# Put together here, so that this file does not find itself.
STRANGERS = [
    "".join(parts).encode()
    for parts in (
        ("files.python", "hosted"),
        ("pypi", ".org"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
        ("/opt/", "pypi"),
        ("/opt/", "wheels"),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("far", "m-"),
        ("--extra-", "index-url"),
    )
]
_BLANKET = re.compile(r"#\s*(?:noqa(?!: *[A-Z]+\d)|type:\s*ignore(?!\[))")


def test_no_file_names_this_workplace() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word.decode()}"
        for path in repository_files()
        for word in STRANGERS
        if word in path.read_bytes()
    ]
    assert not found


def test_every_exemption_names_its_rule() -> None:
    blanket = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _BLANKET.search(line)
    ]
    assert not blanket
