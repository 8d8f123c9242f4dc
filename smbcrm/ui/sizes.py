"""The widths of the window at which pages change their layout (design: section 5)."""

WIDE = 1200
"""From this width of the window on everything has its full size."""
MEDIUM = 1024
"""Below this width the customer is a strip on top."""
ROOMY = 620
"""Below this height controls are lower."""
