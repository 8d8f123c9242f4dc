"""Make smbcrm/membership/customers/han_table.py from the dictionaries of OpenCC.

OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0) keeps the best public table of traditional
characters and their simplified forms; the wheel `opencc-python-reimplemented` carries it as text.
Run it after `pip download --no-deps opencc-python-reimplemented==0.1.7`:

    python tools/build_han_table.py opencc_python_reimplemented-0.1.7-py2.py3-none-any.whl

The table is for comparing only, never for showing, so each character has one target: the first
one that OpenCC names. Three additions let more spellings meet:

* the other targets OpenCC names (鉅 is 巨 or 钜) go where the first goes, unless they are the
  simplified form of some other character too (划);
* the forms usual in Hong Kong and Taiwan (衞, 粧) go where the standard form goes;
* chains (薴 to 苧 to 苎) are followed to their end, so that folding twice changes nothing.
"""

import argparse
import hashlib
import sys
import zipfile
from pathlib import Path

WHEEL_SHA256 = "41b3b92943c7bed291f448e9c7fad4b577c8c2eae30fcfe5a74edf8818493aa6"
TARGET = Path(__file__).parents[1] / "smbcrm/membership/customers/han_table.py"
SIGNS_A_LINE = 46

HEADER = '''"""Traditional characters and their simplified forms, sign by sign, for comparing only.

Made by tools/build_han_table.py from the dictionaries TSCharacters, HKVariants and TWVariants of
OpenCC (https://github.com/BYVoid/OpenCC), Apache License 2.0, as packed in the wheel
opencc-python-reimplemented 0.1.7, of sha256
{sha256}.
Do not edit by hand.
"""

'''


def read_dictionary(wheel: zipfile.ZipFile, name: str) -> dict[str, list[str]]:
    """Return one dictionary of the wheel: a character and the forms named for it, best first."""
    text = wheel.read(f"opencc/dictionary/{name}.txt").decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip())
    return {character: forms.split() for character, forms in rows}


def fold_table(
    simplified: dict[str, list[str]], regional: list[dict[str, list[str]]]
) -> dict[str, str]:
    """Return the sign each character is compared as; characters compared as themselves left out.

    `simplified` names the simplified forms of a character, each of `regional` the regional forms
    of a standard one.
    """
    table = {sign: forms[0] for sign, forms in simplified.items() if forms[0] != sign}
    known = set(simplified) | set(table.values())
    for sign, forms in simplified.items():
        if sign in table:
            table.update({form: table[sign] for form in forms[1:] if form not in known})
    for standards in regional:
        for standard, forms in standards.items():
            target = table.get(standard, standard)
            table.update({form: target for form in forms if form not in known | {target}})
    for sign, target in table.items():
        end = target
        while end in table:
            end = table[end]
        table[sign] = end
    return dict(sorted(table.items()))


def write_constant(name: str, signs: str) -> str:
    """Return the source text of one long string constant."""
    cut = range(0, len(signs), SIGNS_A_LINE)
    lines = "\n".join(f'    "{signs[start : start + SIGNS_A_LINE]}"' for start in cut)
    return f"{name} = (\n{lines}\n)\n"


def main() -> None:
    """Check the wheel given on the command line and write the module."""
    parser = argparse.ArgumentParser(description="Make the table of Han characters.")
    parser.add_argument("wheel", type=Path)
    path: Path = parser.parse_args().wheel
    if hashlib.sha256(path.read_bytes()).hexdigest() != WHEEL_SHA256:
        sys.exit(f"{path} is not the wheel this table is made from; see the head of this file.")
    with zipfile.ZipFile(path) as wheel:
        table = fold_table(
            read_dictionary(wheel, "TSCharacters"),
            [read_dictionary(wheel, "HKVariants"), read_dictionary(wheel, "TWVariants")],
        )
    TARGET.write_text(
        HEADER.format(sha256=WHEEL_SHA256)
        + write_constant("TRADITIONAL", "".join(table))
        + "\n"
        + write_constant("SIMPLIFIED", "".join(table.values())),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
