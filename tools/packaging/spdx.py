"""Whether a licence may be inside, by its SPDX expression (SPDX specification 2.3, Annex D)."""

import re

PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "bzip2-1.0.6"),
        *("CC0-1.0", "CC-BY-4.0", "FTL", "HPND", "ICU", "IJG", "ISC", "LicenseRef-public-domain"),
        *("libpng-2.0", "libtiff", "MIT", "MIT-CMU", "MIT-open-group", "OFL-1.1", "OLDAP-2.8"),
        *("OpenLDAP", "PostgreSQL", "PSF-2.0", "Python-2.0", "Unicode-3.0", "Unicode-DFS-2016"),
        *("Unlicense", "X11", "Zlib", "BSD-4.3TAHOE", "BSD-3-Clause-Attribution", "MS-runtime"),
    }
)
"""Licences whose parts may be inside in any form, with their text."""
_EXCEPTED = frozenset(
    {
        ("GPL-2.0-or-later", "Bootloader-exception"),
        ("GPL-3.0-or-later", "GCC-exception-3.1"),
        ("Apache-2.0", "LLVM-exception"),
    }
)
"""Licences with an exception that takes away what they would ask of a program such as ours."""
_TOKEN = re.compile(r"\(|\)|[^\s()]+")


class NotAnExpression(ValueError):
    """The text is no licence expression; the message is the text."""


def allowed(expression: str, *, replaceable: bool) -> bool:
    """Tell whether what bears these licences may be shipped. Raises NotAnExpression.

    `replaceable`: it lies as files of its own that its users can replace by others, which is what
    the LGPL asks for. Where licences may be chosen from, one that may be shipped is enough.
    """
    tokens = _TOKEN.findall(expression)
    verdict, rest = _either(tokens, replaceable=replaceable)
    if rest:
        raise NotAnExpression(expression)
    return verdict


def _either(tokens: list[str], *, replaceable: bool) -> tuple[bool, list[str]]:
    verdict, rest = _both(tokens, replaceable=replaceable)
    while rest[:1] == ["OR"]:
        other, rest = _both(rest[1:], replaceable=replaceable)
        verdict = verdict or other
    return verdict, rest


def _both(tokens: list[str], *, replaceable: bool) -> tuple[bool, list[str]]:
    verdict, rest = _one(tokens, replaceable=replaceable)
    while rest[:1] == ["AND"]:
        other, rest = _one(rest[1:], replaceable=replaceable)
        verdict = verdict and other
    return verdict, rest


def _one(tokens: list[str], *, replaceable: bool) -> tuple[bool, list[str]]:
    match tokens:
        case ["(", *inner]:
            verdict, rest = _either(inner, replaceable=replaceable)
            if rest[:1] != [")"]:
                raise NotAnExpression(" ".join(tokens))
            return verdict, rest[1:]
        case [name, "WITH", exception, *rest]:
            return (name, exception) in _EXCEPTED, rest
        case [name, *rest] if name not in {"AND", "OR", "WITH", ")"}:
            return name in PERMISSIVE or (replaceable and name.startswith("LGPL-")), rest
        case _:
            raise NotAnExpression(" ".join(tokens))
