"""Days of a document as iCalendar (RFC 5545): events of whole days, each written out.

No event repeats itself by a rule: a yearly one skips 29 February, and knows no lunar calendar.
"""

import datetime as dt
import re
from collections.abc import Mapping

from smbcrm.core.i18n import Translator
from smbcrm.core.text import clean, unturned
from smbcrm.membership.reports.document import DayEvent, Document
from smbcrm.membership.reports.ports import MadeFile

# ruff: noqa: PLC0415 - the library is loaded with the first calendar, not with the first report

_DAY = dt.timedelta(days=1)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class CalendarWriter:
    """Writes the events of a document; a calendar has every character."""

    def make(self, document: Document, words: Translator, _instead: Mapping[str, str]) -> MadeFile:
        """Return the file; the library escapes what texts hold, and folds long lines."""
        from icalendar import Calendar, Event

        calendar = Calendar()
        calendar.add("prodid", "-//Shopbell//Shopbell//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _line(words.render(document.title)))
        for one in (document.events or tuple)():
            event = Event()
            event.add("uid", one.id)
            event.add("dtstamp", document.made_at)
            event.add("dtstart", one.first)
            event.add("dtend", one.last + _DAY)  # the day after, RFC 5545 section 3.6.1
            event.add("summary", _line(words.render(one.title)))
            if one.notes:
                event.add("description", _notes(one, words))
            event.add("transp", "TRANSPARENT")  # nobody is busy because somebody has a birthday
            calendar.add_component(event)
        return MadeFile(calendar.to_ical())


def _notes(event: DayEvent, words: Translator) -> str:
    return "\n".join(_line(words.render(note)) for note in event.notes)


def _line(text: str) -> str:
    """Return a text on one line: control characters are not allowed in a calendar."""
    return _CONTROLS.sub(" ", unturned(clean(text))).strip()
