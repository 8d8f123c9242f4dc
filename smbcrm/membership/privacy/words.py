"""What is said after an erase, on the screen and on the command line."""

from smbcrm.core.i18n import N_

ERASED = N_("The person is erased. The ledger is whole.")
NOT_SWEPT = N_(
    "Another program has the shop open, so traces may be left in its file. Close it, then erase "
    "anybody, or make a copy and restore it."
)
COPIES = N_(
    "Copies of the shop made before still hold what was erased. A restore of one erases it again."
)
