"""The page of duplicates as it stands in the window, in a salon where some look alike."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, CustomerKind
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.page import DuplicatesPage

WINDOW = (1366, 696)
PHONE, FIRM, SHARED = "+12075550142", "+12075550133", "+12075550000"
PutUp = Callable[..., DuplicatesPage]


def act(services: Services) -> Act:
    return Act(uuid7(services.clock))


def add(services: Services, name: str, phone: str, **more: object) -> int:
    details = Details(full_name=name, phones=(phone,), **more)  # type: ignore[arg-type]
    return services.customers.add(details, act(services)).id


@pytest.fixture
def other(services: Services) -> int:
    """Add Hanna, who has the phone of Hannah, an e-mail of her own, and refused SMS."""
    return add(
        services,
        "Hanna Brooks",
        PHONE,
        email="hanna@example.com",
        notes="Left-handed",
        consents=(ConsentSaid(ConsentChannel.SMS, ConsentState.REFUSED, "on the phone"),),
    )


@pytest.fixture
def firm(services: Services) -> tuple[int, int]:
    """Add a person and a company of one phone."""
    person = add(services, "Bloom Flowers", FIRM)
    return person, add(services, "Bloom Flowers", FIRM, kind=CustomerKind.COMPANY)


@pytest.fixture
def many(services: Services) -> None:
    """Add a dozen people who share one phone and nothing else."""
    for number in range(12):
        add(services, f"{chr(65 + number) * 6} {chr(90 - number) * 7}", SHARED)


@pytest.fixture
def put_up(qtbot: QtBot) -> PutUp:
    """Return a function that shows the page as large as it is in a window of a size."""

    def put(desk: Desk, size: tuple[int, int] = WINDOW, memory: object = None) -> DuplicatesPage:
        page = DuplicatesPage(desk)
        qtbot.addWidget(page)
        width, height = size
        page.resize(width - (188 if width >= WINDOW[0] else 60), height)
        page.narrow(*size)
        if memory is not None:
            page.recall(memory)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive()
        page.refocus()
        settle()
        return page

    return put


@pytest.fixture
def page(desk: Desk, put_up: PutUp, other: int) -> DuplicatesPage:
    """Return the page of a salon where two look alike."""
    del other
    return put_up(desk)


def settle() -> None:
    """Let the bridge tell what was written, and every layout find its place."""
    for _ in range(6):
        QApplication.processEvents()


def titles(page: DuplicatesPage) -> list[str]:
    """Return what is listed, from the top."""
    return [line.title for line in page.card.list.lines]


def focused() -> str:
    """Return what a screen reader says of where the focus is."""
    widget: QWidget | None = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()
