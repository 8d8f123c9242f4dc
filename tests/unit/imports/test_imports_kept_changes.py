"""What a list of ours changes, kept while somebody looks at it."""

from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kept_changes import MOST_CHANGES, KeptChanges
from smbcrm.membership.imports.types import Change

EDITED = Change(4, "C000001", Field.CITY, "a", "b", kept=False)
KEPT = Change(4, "C000001", Field.CITY, "a", "b", kept=True)
NEW = Change(9, "", Field.NAME, "", "Eve", kept=False)


def test_the_first_changes_are_kept_and_all_are_counted() -> None:
    changes = KeptChanges()
    changes.add([EDITED] * (MOST_CHANGES - 1))
    changes.add([KEPT, NEW, NEW])
    assert len(changes.first) == MOST_CHANGES
    assert changes.first[-1] == KEPT
    assert (changes.in_all, changes.kept, changes.new) == (MOST_CHANGES + 2, 1, 2)
