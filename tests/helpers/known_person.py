"""Somebody of whom a shop knows everything that it can know, to be handed out or taken away."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.custom_fields.types import FieldKind, NewField
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, CustomerKind
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.tiers.types import HoldReason, HoldRequest
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.models.session import Session
from smbcrm.models.uow import PeeweeUnitOfWork

MORNING = dt.datetime(2026, 3, 10, 10, 0, tzinfo=dt.UTC)
SAID = {
    "name": "Wilhelmina Quackenbush",
    "given": "Wilhelmina",
    "phone": "2075550142",
    "odd phone": "555-77-31",
    "e-mail": "mina.q@example.com",
    "wechat": "minaquack",
    "street": "Elderberry Lane",
    "notes": "sings in the shower",
    "alert": "strawberries",
    "preferences": "marzipan",
    "tag": "choirmistress",
    "source": "poster at the opera",
    "label": "Quincy",
    "how": "on a napkin",
    "note": "for my niece Ottilie",
    "code": "QUACK-77",
    "card": "QUACKCARD-0815",
    "noted": "keeps bees on the roof",
    "tax id": "QQ-TAX-4711",
    "bank": "Bank of Gooseberry",
    "account": "ACC-908070",
    "contact": "Thaddeus Plumtree",
    "role": "lion tamer",
    "contact phone": "555-31-77",
    "contact mail": "thad@example.org",
    "place": "Pumpkin Barn",
    "place street": "7 Rhubarb Row",
    "custom": "peppermint",
    "file": "zither lesson.txt",
    "recorded": "6N with 30 ml of 6 %, 35 minutes",
    "other name": "Mina Zwiebelfisch",
    "other code": "ZWIEBEL-9",
}
"""What is typed about her: none of it may be found anywhere after an erase."""


@dataclass(frozen=True, slots=True)
class KnownShop:
    """A shop, its clock, its unit of work, and the customers: she, and a friend of hers."""

    services: Services
    clock: SetClock
    uow: PeeweeUnitOfWork
    she: int
    friend: int

    def act(self, note: str = "") -> Act:
        """Return a new request."""
        return Act(uuid7(self.clock), note=note)

    def texts(self) -> str:
        """Return every row of every table as one text."""
        return self.uow.read(lambda work: all_texts(work.session))


def all_texts(session: Session) -> str:
    """Return every row of every table as one text."""
    tables = [name for name in session.db.get_tables() if not name.startswith("sqlite_")]
    return "\n".join(
        f"{table}: {row}" for table in tables for row in session.rows(f'SELECT * FROM "{table}"')
    )


def left_of_her(text: str) -> list[str]:
    """Return what of her stands in a text, whatever its capitals."""
    found = text.lower()
    return [what for what, said in SAID.items() if said.lower() in found]


@contextmanager
def known_shop(address: str) -> Iterator[KnownShop]:
    """Make a shop in the USA that knows all about her."""
    clock = SetClock(MORNING)
    new = NewShop("Willow", "USD", "US", "America/New_York")
    services = bootstrap.create_shop(address, new, clock=clock)
    uow = PeeweeUnitOfWork(address, services.events)
    try:
        friend = services.customers.add(Details(full_name="Bo Tan", phones=("207-555-0199",))).id
        made = KnownShop(services, clock, uow, _her(services), friend)
        _live(made)
        yield made
    finally:
        uow.close()
        services.close()


def _her(services: Services) -> int:
    child = Occasion(OccasionKind.CHILD_BIRTHDAY, Calendar.SOLAR, 2015, 4, 1, label=SAID["label"])
    birthday = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 11, 24)
    services.custom_fields.add(NewField("Favourite tea"))
    services.custom_fields.add(NewField("Wears glasses", FieldKind.YES_NO))
    said = ConsentSaid(ConsentChannel.SMS, ConsentState.GIVEN, SAID["how"])
    details = Details(
        code=SAID["code"],
        full_name=SAID["name"],
        given_name=SAID["given"],
        email=SAID["e-mail"],
        wechat=SAID["wechat"],
        address=f"12 {SAID['street']}",
        notes=SAID["notes"],
        alert=SAID["alert"],
        preferences=SAID["preferences"],
        source=SAID["source"],
        tags=(SAID["tag"],),
        phones=(f"+1{SAID['phone']}", SAID["odd phone"]),
        occasions=(birthday, child),
        consents=(said,),
        custom=(("favourite tea", SAID["custom"]), ("wears glasses", "y")),
    )
    return services.customers.add(details).id


def _live(shop: KnownShop) -> None:
    """Let her buy, own, refuse and be known by everything there is."""
    services, she, friend = shop.services, shop.she, shop.friend
    services.customers.edit(friend, Details(referrer=SAID["code"]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "friends.csv"
        code = services.customers.get(she).code
        file.write_text(f"Shopbell code,Other,Kind\n{code},Bo Tan,friend\n", "utf-8")
        request = ImportRequest(file, Act(uuid7(shop.clock)), kind=ListKind.RELATIONSHIPS)
        services.imports.run(request)
    services.consents.define("photos", "Photos on the wall")
    services.consents.say(she, "photos", ConsentState.GIVEN, SAID["how"])
    services.consents.say(she, "email", ConsentState.REFUSED, SAID["how"])
    services.notes.add(she, SAID["noted"])
    _dealt_with(services, she, friend)
    services.records.add_kind("colour", "Colour formula")
    services.records.add(she, "colour", SAID["recorded"])
    with TemporaryDirectory() as folder:
        file = Path(folder) / SAID["file"]
        file.write_text("Mondays")
        services.attachments.add(she, file)
    services.cards.issue(she)
    services.cards.issue(she, number=SAID["card"], scanned=True)
    services.items.add(NewItem("CUT", "Haircut", 5000))
    services.packages.add(NewPackage("CUT10", "Ten haircuts", 40000, Terms(10, 12, "CUT")))
    services.vouchers.add(NewDefinition("FIVE", "Five off", "amount_off", 500))
    services.till.top_up(TopUpRequest(shop.act(SAID["note"]), she, 50000))
    services.till.sale(
        SaleRequest(shop.act(SAID["note"]), she, 6000, payments={Means.STORED: 6000})
    )
    services.benefits.issue(IssueRequest(shop.act(), "FIVE", (she,)))
    services.spending_pins.set(she, "4711")
    services.tiers.hold(HoldRequest(she, "gold", reason=HoldReason.FAMILY))
    pack = SaleRequest(shop.act(), she, items=(ItemQuantity("CUT10"),))
    services.till.sale(pack)
    twice = Details(code=SAID["other code"], full_name=SAID["other name"])
    other = services.customers.add(twice).id
    services.till.sale(SaleRequest(shop.act(), other, 3000))
    services.merging.merge(she, other, {}, shop.act())


def _dealt_with(services: Services, she: int, friend: int) -> None:
    """Let her be a company for a while, and a contact of another one."""
    edit, companies = services.customers.edit, services.companies
    for who in (she, friend):
        edit(who, Details(kind=CustomerKind.COMPANY))
    account = SAID["account"]
    edit(she, Details(tax_id=SAID["tax id"], bank=SAID["bank"], bank_account=account))
    edit(she, Details(currency="JPY", payment_days="30", credit_limit="5000"))
    known = (SAID["contact"], SAID["role"], SAID["contact phone"], SAID["contact mail"])
    companies.put_contact(she, ContactSaid(*known))
    companies.put_delivery(she, DeliverySaid(SAID["place"], SAID["place street"]))
    companies.put_contact(friend, ContactSaid(person=she, role="guest"))
    for who in (she, friend):
        edit(who, Details(kind=CustomerKind.PERSON))


def bytes_of(file: Path) -> str:
    """Return all bytes of a shop's file and what lies beside it, as far as they are text."""
    sides = (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm"))
    return "".join(one.read_bytes().decode("latin-1") for one in sides if one.exists())
