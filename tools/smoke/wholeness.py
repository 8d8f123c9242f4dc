"""Whether all is inside that the program finds by its folder, and all that it loads late."""

from collections.abc import Iterator
from pathlib import Path

from tools.smoke.packaged import Failed, Packaged, expect

ROOT = Path(__file__).parents[2]
# A port where no server is: the driver has to be loaded to find that out.
_NOWHERE = "postgresql://nobody@127.0.0.1:9/nothing"


def parts_of_the_sources() -> dict[str, int]:
    """Return how many files of each kind the sources have, which the program has to find."""
    resources = ROOT / "resources"
    return {
        "fonts": len(list((resources / "fonts").rglob("*.ttf"))),
        "icons": len(list((resources / "icons").glob("*.svg"))),
        "theme": len([path for path in (resources / "theme").rglob("*") if path.is_file()]),
        "catalogues": len(list((resources / "locale").glob("*/LC_MESSAGES/*.po"))),
        "migrations": len(list((ROOT / "smbcrm/models/migrations").glob("[0-9]*.py"))),
    }


def whole(program: Packaged) -> Iterator[str]:
    """Ask the program what it found. Raises Failed."""
    parts = parts_of_the_sources()
    expect("parts that the program finds", program.json("about")["parts"], parts)
    yield ", ".join(f"{count} {name}" for name, count in parts.items())
    expect("without a server", program.refusal("find", "x", "--shop", _NOWHERE), "DatabaseAway")
    yield "PostgreSQL's driver"
    for language, word in (("zh_CN", "选项"), ("zh_TW", "選項")):
        if word not in program.text("--help", "--language", language):
            raise Failed(f"the help in {language} does not say {word}")
    yield "help in Chinese"
