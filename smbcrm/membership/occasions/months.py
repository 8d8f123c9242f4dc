"""The months of the solar calendar by their names."""

from smbcrm.core.i18n import N_

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
"""What each is called, from the first; the import reads these words in every language."""
