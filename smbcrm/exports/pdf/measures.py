"""Measures of the e-bill, in millimetres on a sheet of A5; A4 is the same, √2 times as large."""

WIDTH_OF_SHEET, HEIGHT_OF_SHEET = 148.0, 210.0
LEFT, RIGHT = 11.2, 136.8
WIDTH = RIGHT - LEFT
SMALL = 2.6
"""The size of second lines, labels and heads of columns."""

BODY = 3.0
"""The size of rows."""

HAIR = 0.2
"""The width of a rule."""

ROWS_END = 198.0
FOOT_RULE = 175.9
CONTENT_END = 172.0
"""How far anything goes on the page that has the foot."""

FOOT_BASELINE = 200.3
PAGE_BASELINE = 205.4
