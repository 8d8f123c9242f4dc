"""The languages of the program, each in its own words."""

from smbcrm.core.i18n import LANGUAGE_NAMES

LANGUAGES = tuple(LANGUAGE_NAMES.items())
"""Codes and names, in the order in which they are offered."""
LANGUAGE_OPTIONS = tuple((code, name, "") for code, name in LANGUAGES)
"""The same as a box or a row of segments takes them: without an icon."""
