"""A picture becomes a photo: upright, small, nothing but pixels; what cannot be one is refused."""

import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from smbcrm.exports.photos import photo_of
from smbcrm.membership.photos.types import SIDE, NoPicture, TooManyPixels
from tests.helpers.pictures import flat_jpeg, flat_png, from_a_phone, picture

PNG = b"\x89PNG\r\n\x1a\n"


def read(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def looks(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    """Return the colour of a pixel, roughly: JPEG is not exact."""
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    return tuple(round(one / 51) * 51 for one in pixel)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that states a size."""
    parts = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT")
    return PNG + b"".join(
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in parts
    )


def test_a_photo_is_upright_small_and_tells_nothing() -> None:
    made = photo_of("ann.jpg", from_a_phone())
    photo = read(made)
    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (341, SIDE))
    assert looks(photo, (170, 20)) == (255, 0, 0), "what was left is at the top"
    assert looks(photo, (170, 490)) == (0, 0, 255)
    assert set(photo.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for told in (b"Spyphone", b"at home", b"Exif"):
        assert told not in made


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_becomes_one(mode: str) -> None:
    photo = read(photo_of("ann.png", picture(Image.new("L", (900, 700), 255).convert(mode), "PNG")))
    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (SIDE, 398))
    assert looks(photo, (200, 200)) == (255, 255, 255)


def test_what_is_seen_through_is_white_and_nothing_grows() -> None:
    image = Image.new("RGBA", (40, 20), (0, 0, 255, 0))
    image.paste((0, 0, 255, 255), (0, 0, 20, 20))
    photo = read(photo_of("ann.png", picture(image, "PNG")))
    assert photo.size == (40, 20)
    assert (looks(photo, (4, 10)), looks(photo, (36, 10))) == ((0, 0, 255), (255, 255, 255))


def test_a_picture_for_print_becomes_one() -> None:
    photo = read(photo_of("ann.jpg", picture(Image.new("CMYK", (30, 30), (0, 0, 0, 0)))))
    assert (photo.mode, looks(photo, (9, 9))) == ("RGB", (255, 255, 255))


def test_a_bomb_is_refused_by_the_size_that_it_states() -> None:
    with pytest.raises(TooManyPixels) as refused:
        photo_of("ann.png", bomb(60_000, 60_000))
    assert str(refused.value) == "ann.png has more than 30 million pixels. Make it smaller."
    with pytest.raises(TooManyPixels):
        photo_of("ann.png", bomb(30_000_001, 1))
    with pytest.raises(NoPicture):
        photo_of("ann.png", bomb(30_000_000, 1))  # small enough to be read: there are no pixels


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        (lambda: flat_jpeg(16_384, 12_288), False),
        (lambda: flat_jpeg(16_384, 16_384), True),
        (lambda: flat_png(6_000, 5_000, 2), False),
        (lambda: flat_png(3_650, 3_650, 3), False),
        (lambda: flat_png(3_660, 3_660, 3), True),
    ],
    ids=["200 million", "268 million", "true colours", "numbers", "too many numbers"],
)
def test_no_picture_takes_much_memory(
    tmp_path: Path,
    made: Callable[[], bytes],
    refused: bool,  # noqa: FBT001
) -> None:
    file = tmp_path / "it"
    file.write_bytes(made())
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(file)],
        check=True,
        capture_output=True,
        text=True,
        # Tracing takes memory of its own, and what fills memory that is let go makes it count.
        env={name: value for name, value in os.environ.items() if name not in _OF_TESTS},
    )
    peak, told = done.stdout.split()
    assert told == ("TooManyPixels" if refused else "read")
    assert int(peak) < 150 * 1024


_OF_TESTS = {"COVERAGE_PROCESS_CONFIG", "MALLOC_PERTURB_"}
_READ = """if True:
    import sys
    from pathlib import Path
    from smbcrm.exports.photos import photo_of
    from smbcrm.membership.photos.types import TooManyPixels
    content = Path(sys.argv[1]).read_bytes()
    try:
        photo_of("it", content)
        told = "read"
    except TooManyPixels as error:
        told = type(error).__name__
    lines = Path("/proc/self/status").read_text().splitlines()
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM:")), told)
"""


def test_what_comes_in_many_passes_is_held_to_less(monkeypatch: pytest.MonkeyPatch) -> None:
    image = Image.new("RGB", (100, 100))
    fine, rough = picture(image, progressive=True), picture(image)
    monkeypatch.setattr("smbcrm.exports.photos._MEMORY", 59_999)
    with pytest.raises(TooManyPixels):
        photo_of("ann.jpg", fine)
    start = rough.index(b"\xff\xda")
    apart = rough[: start + 4] + b"\x01" + rough[start + 5 :]  # a pass with one of three colours
    with pytest.raises(TooManyPixels):
        photo_of("ann.jpg", apart)
    for hidden in (b"\xff\x01", b"\xff\xd0", b"\xff", b"\x00"):
        with pytest.raises((NoPicture, TooManyPixels)):
            photo_of("ann.jpg", rough[:2] + hidden + rough[2:])
    assert read(photo_of("ann.jpg", rough)).size == (100, 100)
    monkeypatch.setattr("smbcrm.exports.photos._MEMORY", 60_000)
    assert read(photo_of("ann.jpg", fine)).size == (100, 100)
    with pytest.raises(NoPicture):
        photo_of("ann.jpg", fine + b"\xff\xda" * 100)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        picture(Image.new("RGB", (9, 9)), "GIF"),
        from_a_phone()[:2000],
        picture(Image.new("RGB", (99, 99)), "PNG")[:-30],
        picture(Image.new("I;16", (9, 9), 40_000), "PNG"),
        bomb(0, 0),
        PNG,
        b"\xff\xd8\xff\xd9",
    ],
    ids=["empty", "pdf", "gif", "cut jpeg", "cut png", "16 bits", "nothing", "png", "jpeg"],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture, match="Save it as JPEG or PNG"):
        photo_of("ann.jpg", content)
