"""What stands on a report, in the words of its language."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.i18n import Text, Translator
from smbcrm.core.money import Money
from smbcrm.exports.pdf.paper_words import PaperWords
from smbcrm.membership.reports.document import Coded, Document, Fact, Value


@dataclass(frozen=True, slots=True)
class ReportWords(PaperWords):
    """Values as they are read: in a table money has no sign of currency, alone it has one."""

    @classmethod
    def of(cls, document: Document, translator: Translator) -> "ReportWords":
        """Return the words for a document in one language."""
        return cls(translator, document.currency)

    def cell(self, value: Value) -> str:
        """Return a value in a table."""
        return self.sum(value.minor) if isinstance(value, Money) else self.alone(value)

    def alone(self, value: Value) -> str:
        """Return a value that stands by itself."""
        match value:
            case Coded(words=words) | (Text() as words):
                return self.tell(words)
            case Money():
                return self.money(value.minor)
            case int():
                return self.number(value)
            case dt.date():
                return value.isoformat()
            case _:
                return value or ""

    def fact(self, fact: Fact) -> str:
        """Return a fact in one line: Balance 190.00; Till 1 where it says itself what it is."""
        label, value = self.say(fact.label), self.alone(fact.value)
        return value if value.startswith(f"{label} ") else f"{label} {value}"
