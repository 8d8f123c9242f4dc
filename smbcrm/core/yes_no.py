"""Yes and no as people write them, in the languages of the program."""

from collections.abc import Mapping

YES_NO: Mapping[str, bool] = {
    "是": True,
    "有": True,
    "对": True,
    "y": True,
    "yes": True,
    "true": True,
    "1": True,
    "x": True,
    "√": True,
    "✓": True,
    "✔": True,
    "否": False,
    "n": False,
    "no": False,
    "false": False,
    "0": False,
    "×": False,
    "✗": False,
}
"""What each word means; words are small and without blanks."""
