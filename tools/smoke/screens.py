"""The window without a screen: the guided tour in three languages, and a start with the demo."""

import time
from collections.abc import Iterator
from pathlib import Path

from tools.smoke.packaged import Failed, Packaged, expect

LANGUAGES = ("en", "zh_CN", "zh_TW")
_PNG = b"\x89PNG\r\n\x1a\n"
_SMALLEST = 4_000
"""Bytes of a picture in which something is to be seen."""
_SECONDS = 120


def tours(program: Packaged) -> Iterator[str]:
    """Open the demo shop, go through the main jobs and close again, in each language."""
    counts = set[int]()
    for language in LANGUAGES:
        folder = f"tour-{language}"
        told = program.json("tour", folder, "--language", language)
        pictures = sorted((program.folder / folder).glob("*.png"))
        expect(f"pictures of the tour ({language})", len(pictures), len(told["pictures"]))
        for picture in pictures:
            _look_at(picture)
        counts.add(len(pictures))
        yield f"tour {language}: {len(pictures)} pictures"
    expect("numbers of pictures in all languages", len(counts), 1)


def _look_at(picture: Path) -> None:
    """Raise Failed unless it is a picture with something on it."""
    content = picture.read_bytes()
    if not content.startswith(_PNG) or len(content) < _SMALLEST:
        raise Failed(f"{picture} is empty ({len(content)} bytes)")


def window(program: Packaged) -> Iterator[str]:
    """Start the window with the demo shop, end it without a word, and prove the shop it made."""
    process = program.start_window("window", "--demo")
    try:
        shop = _wait_for_demo(program)
        time.sleep(1)  # it opens what it has just made
        if process.poll() is not None:
            raise Failed(f"the window ended by itself with {process.returncode}")
    finally:
        process.kill()
        process.wait()
    verdict = program.json("verify", "--shop", str(shop))
    expect("what does not add up after the window was killed", verdict["findings"], [])
    yield "window --demo, killed, verified"


def _wait_for_demo(program: Packaged) -> Path:
    """Return the demo shop once it was made. Raises Failed."""
    folder = Path(program.json("about")["user_folder"])
    for _ in range(_SECONDS * 10):
        if found := sorted(folder.glob("demo-*.smbcrm")):
            return found[0]
        time.sleep(0.1)
    raise Failed(f"no demo shop in {folder} after {_SECONDS} s")
