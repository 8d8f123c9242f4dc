"""Customers as the contacts of a phone."""

from collections.abc import Callable, Iterator

from smbcrm.core.i18n import Translator
from smbcrm.membership.customers.lists import CustomerFilter, CustomerListQuery, date_text
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.lists.types import Contact
from smbcrm.membership.occasions.types import Calendar, OccasionKind

_PAGE = 500


def contacts(
    query: CustomerListQuery,
    chosen: CustomerFilter,
    words: Translator,
    progress: Callable[[int, int], None],
) -> Iterator[Contact]:
    """Yield the customers chosen, in the order they were added."""
    ids = query.ids(chosen)
    progress(0, len(ids))
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        for code, profile in query.profiles(page):
            yield Contact(code, profile, _lunar_birthday(profile, words))
        progress(start + len(page), len(ids))


def _lunar_birthday(profile: Profile, words: Translator) -> str:
    """Return the birthday as a note where it is one of the moon, which no vCard can say."""
    for one in profile.occasions:
        if one.kind is OccasionKind.BIRTHDAY and one.calendar is Calendar.LUNAR:
            return f"{words.gettext(LABELS[Field.LUNAR_BIRTHDAY])}: {date_text(one)}"
    return ""
