"""The languages of the program, each in its own words."""

LANGUAGES = (("en", "English"), ("zh_CN", "简体中文"), ("zh_TW", "繁體中文"))
"""Codes and names, in the order in which they are offered."""
LANGUAGE_OPTIONS = tuple((code, name, "") for code, name in LANGUAGES)
"""The same as a box or a row of segments takes them: without an icon."""
