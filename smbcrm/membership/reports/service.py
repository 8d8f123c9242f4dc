"""Reports: the use cases. What is read sees one moment, on a connection of its own."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.core.money import Money
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.ports import FileWriter
from smbcrm.membership.bills.service import not_on_any_font
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.customers.typed import known
from smbcrm.membership.customers.types import Customer
from smbcrm.membership.files.targets import check_target
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.lunar import LAST_DAY
from smbcrm.membership.occasions.types import OccasionKind
from smbcrm.membership.occasions.windows import check_window, spans
from smbcrm.membership.reports.celebrating import celebrations
from smbcrm.membership.reports.celebrating_document import celebrating_document
from smbcrm.membership.reports.document import Coded, Document, Fact, Letter, Letterhead
from smbcrm.membership.reports.explain_document import account_section, finding, stored_value
from smbcrm.membership.reports.explaining import EVERYTHING, AccountStory, stories
from smbcrm.membership.reports.forecast_document import forecast_section
from smbcrm.membership.reports.insider import WINDOW, suspects
from smbcrm.membership.reports.insider_document import NO_PROOF, NOTHING, insider_sections
from smbcrm.membership.reports.letter import letter
from smbcrm.membership.reports.liability_document import liability_sections
from smbcrm.membership.reports.owing import days_told, liability
from smbcrm.membership.reports.ports import DocumentWriter, MadeFile, ReportWork
from smbcrm.membership.reports.review_document import review_document
from smbcrm.membership.requests.rules import business_date
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.tiers.moves import ReviewList

_PDF = ".pdf"
_CALENDAR = ".ics"
_AHEAD = dt.timedelta(days=30)
"""Days after the first that a list of occasions looks ahead where nobody says how far."""


class NotAReportFile(UserError):
    """The name promises no kind of file that reports are written to."""

    msgid = N_("{file}: no report is written to such a file. Choose a name that ends in {known}.")


class NothingForACalendar(UserError):
    """A calendar without a day: most programs refuse such a file."""

    msgid = N_("There is nothing to write into a calendar. Choose other days.")


class BackwardSpan(UserError):
    """A report of days whose first comes after the last."""

    msgid = N_("{first} is after {last}: no day lies between. Give the earlier date first.")


@dataclass(frozen=True, slots=True)
class Explained:
    """A balance explained: the accounts, the document, and the language the customer reads."""

    accounts: tuple[AccountStory, ...]
    document: Document
    language: str


@dataclass(frozen=True, slots=True)
class ReportService:
    """Makes reports and writes them to files.

    `writers` by the ending of a file's name; `keep` are the files and folders of the shop itself,
    which no report is written over.
    """

    uow: UnitOfWork[ReportWork]
    clock: Clock
    writers: Mapping[str, DocumentWriter]
    files: FileWriter
    keep: Collection[Path] = ()

    def explain(self, customer: int, kinds: Collection[AccountKind] = EVERYTHING) -> Explained:
        """Return where all that a customer owns came from, and what becomes of it.

        Where a balance does not add up the document has a finding. Raises UnknownCustomer.
        """
        return self.uow.snapshot(self._explain, customer, kinds)

    def liability(self, day: dt.date | None = None) -> Document:
        """Return what the shop owes at the end of a business date, today's by default.

        Raises DateInFuture, DateTooEarly.
        """
        return self.uow.snapshot(self._liability, day)

    def insider(self, first: dt.date | None = None, last: dt.date | None = None) -> Document:
        """Return what an owner should look at, of the days from `first` to `last`.

        The last 30 days without them. Raises DateInFuture, DateTooEarly, BackwardSpan.
        """
        return self.uow.snapshot(self._insider, first, last)

    def occasions(
        self,
        first: dt.date | None = None,
        last: dt.date | None = None,
        kind: OccasionKind | None = None,
    ) -> Document:
        """Return who has what occasion from `first` to `last`, both included.

        From today on without the first, for 30 days more without the last. Raises BackwardSpan,
        WindowOutOfRange, WindowTooLong.
        """
        return self.uow.snapshot(self._occasions, first, last, kind)

    def review(self, found: ReviewList) -> Document:
        """Return the list of a review of tiers as a report."""
        shop = self.uow.read(lambda work: work.settings.shop())
        return review_document(found, shop, self.clock.now())

    def drawn(
        self, document: Document, words: Translator, instead: Mapping[str, str] | None = None
    ) -> MadeFile:
        """Return a report as the PDF that `save` would write, to be looked at first.

        Also where the document has a finding, or characters are missing: nothing leaves the shop.
        """
        return self.writers[_PDF].make(document, words, instead or {})

    def save(
        self,
        document: Document,
        words: Translator,
        file: Path,
        instead: Mapping[str, str] | None = None,
        *,
        replace: bool = False,
    ) -> None:
        """Write a report to a file, of the kind that its name ends in.

        Raises as `check` and as `FileWriter`.
        """
        content = self.check(document, words, file, instead, replace=replace)
        self.files.write(file, content, replace=replace)

    def check(
        self,
        document: Document,
        words: Translator,
        file: Path,
        instead: Mapping[str, str] | None = None,
        *,
        replace: bool = False,
    ) -> bytes:
        """Return what `save` would write, to refuse it before anything else is done.

        `instead` holds characters that no font has, with what is written for each. Raises the
        document's finding, NotAReportFile, NothingForACalendar, NotOnAnyFont and as `check_target`.
        """
        if document.finding is not None:
            raise document.finding
        writer = self._writer(document, file)
        check_target(file, replace=replace, keep=self.keep)
        made = writer.make(document, words, instead or {})
        if made.missing:
            raise not_on_any_font(made.missing)
        return made.content

    def _writer(self, document: Document, file: Path) -> DocumentWriter:
        """Return what writes files of that name; raise NotAReportFile, NothingForACalendar."""
        ending = file.suffix.lower()
        known = [one for one in self.writers if one != _CALENDAR or document.events is not None]
        if ending not in known:
            raise NotAReportFile(file=str(file), known=known)
        if ending == _CALENDAR and not document.sections:
            raise NothingForACalendar
        return self.writers[ending]

    def _explain(
        self, work: ReportWork, customer: int, kinds: Collection[AccountKind]
    ) -> Explained:
        shop, now = work.settings.shop(), self.clock.now()
        who, today = known(work, customer), shop.day.date(now)
        accounts = stories(work.holdings.of_customer(customer), kinds, _packages(work))
        wrong = finding(accounts, shop.currency)
        document = Document(
            "explain",
            Text(N_("Your balance explained, {name}"), {"name": who.profile.full_name or who.code}),
            _letterhead(shop),
            shop.currency,
            today,
            now,
            (
                Fact("customer", N_("Customer"), Coded(who.code, Text(FOUND, _named(who)))),
                Fact("date", N_("Date"), today),
                *stored_value(accounts, today, shop.currency),
            ),
            tuple(
                chain(
                    (account_section(one, shop, today) for one in accounts),
                    forecast_section(accounts, shop, today),
                )
            ),
            tuple(_said(accounts)),
            wrong,
            self._letter(work, customer, accounts, today) if accounts else None,
        )
        return Explained(accounts, document, who.profile.language or shop.language)

    def _letter(
        self, work: ReportWork, customer: int, accounts: Sequence[AccountStory], today: dt.date
    ) -> Letter:
        shop = work.settings.shop()
        names: dict[int, Text] = {}
        for one in work.vouchers.of_customer(customer):
            told = {"name": one.name, "effect": one.effect(shop.currency), "code": one.code}
            names[one.lot.id] = Text(N_("{name}, {effect} ({code})"), told)
        return letter(work.customers.addressee(customer, today), accounts, names, shop, today)

    def _liability(self, work: ReportWork, asked: dt.date | None) -> Document:
        shop, now = work.settings.shop(), self.clock.now()
        today = shop.day.date(now)
        day = business_date(asked, today)
        days = days_told(day)
        owed = liability(work.liability.at(days), days, shop.rates.worth)
        return Document(
            "liability",
            Text(N_("What the shop owes")),
            _letterhead(shop),
            shop.currency,
            day,
            now,
            (Fact("date", N_("At the end of"), day),),
            tuple(liability_sections(owed, shop.currency, today, _packages(work))),
            (_rate(shop),),
        )

    def _insider(self, work: ReportWork, first: dt.date | None, last: dt.date | None) -> Document:
        shop, now = work.settings.shop(), self.clock.now()
        today = shop.day.date(now)
        end = business_date(last, today)
        begin = business_date(first or end - WINDOW, today)
        if begin > end:
            raise BackwardSpan(first=begin, last=end)
        until = shop.day.begins(end + dt.timedelta(days=1))
        facts = work.insider.between(shop.day.begins(begin), until, shop.day)
        found = suspects(
            facts,
            shop.day,
            shop.difference_limit,
            (shop.rates.worth_points, shop.rates.worth_minor),
        )
        return Document(
            "insider",
            Text(N_("Insider report")),
            _letterhead(shop),
            shop.currency,
            end,
            now,
            (
                Fact("from", N_("From"), begin),
                Fact("to", N_("To"), end),
                Fact("count", N_("To look at"), sum(one.count for one in found)),
            ),
            tuple(insider_sections(found, shop)),
            (Text(NO_PROOF if found else NOTHING),),
        )

    def _occasions(
        self,
        work: ReportWork,
        first: dt.date | None,
        last: dt.date | None,
        kind: OccasionKind | None,
    ) -> Document:
        shop, now = work.settings.shop(), self.clock.now()
        begin = first or shop.day.date(now)
        check_window(begin, last or begin)
        end = last or min(begin + _AHEAD, LAST_DAY)
        if begin > end:
            raise BackwardSpan(first=begin, last=end)
        known = work.celebrants.within(spans(begin, end), kind)
        found = celebrations(known, begin, end, settings_of(shop))
        return celebrating_document(found, begin, end, shop, now)


def _packages(work: ReportWork) -> dict[str, str]:
    """Return the names of packages by their unit."""
    return {one.unit: one.item.name for one in work.packages.all()}


def _letterhead(shop: Shop) -> Letterhead:
    return Letterhead(shop.name, shop.address, shop.phone)


def _named(who: Customer) -> dict[str, object]:
    return {"name": who.profile.full_name, "code": who.code}


def _said(accounts: Sequence[AccountStory]) -> Iterator[Text]:
    """Yield what is to be said of all accounts together."""
    if not accounts:
        yield Text(N_("Nothing was ever recorded here."))
    elif all(account.adds_up for account in accounts):
        yield Text(N_("It adds up: the entries, the lots and the balance say the same."))


def _rate(shop: Shop) -> Text:
    rates = shop.rates
    told: dict[str, object] = {
        "points": rates.worth_points,
        "worth": Money(rates.worth_minor, shop.currency),
    }
    return Text(N_("Points are counted as {worth} for {points}."), told)
