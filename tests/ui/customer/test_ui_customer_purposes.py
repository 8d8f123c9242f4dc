"""What the shop asks for beside the channels, answered on the tab Consent like those."""

from smbcrm.membership.consents.types import PURPOSE
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.services import Services
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from tests.ui.balance.conftest import click, named, seen
from tests.ui.customer.conftest import PutUp, settle

PHOTOS = PURPOSE + "photos"


def test_a_purpose_is_answered_with_a_proof(
    desk: Desk, put_up: PutUp, services: Services, hannah: int
) -> None:
    services.consents.define("photos", "Photos on our wall")
    page = put_up(desk, hannah)
    page.parts.choose(Tab.CONSENT)
    part = page.parts.consent
    assert part.rows.badges[PHOTOS].accessibleName() == "State: Not asked"
    click(part.rows.answers[PHOTOS].buttons()[1])
    assert "Photos on our wall: no, they do not allow it." in _asked(page)
    part.ask.how.edit.setText("form of 3 May")
    click(part.ask.save)
    settle(page)
    last = services.consents.show(hannah).words[-1]
    assert (last.about, last.state, last.how) == (PHOTOS, ConsentState.REFUSED, "form of 3 May")
    assert "today 10:24 · Photos on our wall: No · Owner · form of 3 May" in seen(part)
    assert part.rows.badges[PHOTOS].accessibleName() == "State: No"
    assert part.kept.isHidden()  # bills and advertising are another matter
    page.parts.choose(Tab.TIMELINE)
    assert "no, 21 Nov 2026" in seen(page.parts.side)


def test_a_purpose_that_is_defined_or_renamed_comes_at_once(
    page: CustomerPage, services: Services
) -> None:
    page.parts.choose(Tab.CONSENT)
    rows = page.parts.consent.rows
    assert "Purpose" not in seen(rows)
    services.consents.define("photos", "Photos")
    services.consents.define("health", "Health <b>data</b>")
    settle(page)
    assert list(rows.answers)[-2:] == [PURPOSE + "health", PHOTOS]
    assert rows.answers[PURPOSE + "health"].accessibleName() == "Health <b>data</b>"
    assert "Do they allow it?" in seen(rows)
    services.consents.define("photos", "Photos on our wall")
    settle(page)
    assert rows.answers[PHOTOS].accessibleName() == "Photos on our wall"
    assert len(rows.answers) == len(ConsentChannel) + 2


def test_a_question_is_not_taken_along_to_somebody_else(
    page: CustomerPage, services: Services
) -> None:
    page.parts.choose(Tab.CONSENT)
    click(page.parts.consent.rows.answers[ConsentChannel.SMS].buttons()[1])
    assert page.parts.consent.ask.isVisible()
    page.arrive(f"{named(services, 'Hanna Becker')}/consent")
    assert page.parts.consent.ask.isHidden()


def _asked(page: CustomerPage) -> str:
    return page.parts.consent.ask._words.text()
