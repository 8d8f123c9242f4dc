"""The registry of actions: what it holds, and that every key in it does something."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.ui.actions import Action, Group
from smbcrm.ui.catalogue import actions_of
from smbcrm.ui.theme import icons


class Commands:
    """A window that only notes what it was told to do."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def find_customer(self) -> None:
        self.told.append("find_customer")

    def new_customer(self) -> None:
        self.told.append("new_customer")

    def begin(self, action: str) -> None:
        self.told.append(f"begin {action}")

    def go(self, place: str) -> None:
        self.told.append(f"go {place}")

    def show_page(self) -> None:
        self.told.append("page")

    def show_keys(self) -> None:
        self.told.append("show_keys")

    def show_palette(self) -> None:
        self.told.append("show_palette")

    def take_back(self) -> None:
        self.told.append("take_back")

    def step_back(self) -> None:
        self.told.append("step_back")


@pytest.fixture
def commands() -> Commands:
    return Commands()


def test_every_key_of_the_window_is_one_that_qt_knows_and_means_one_thing(
    commands: Commands,
) -> None:
    keys = [action.key for action in actions_of(commands) if action.handler is not None]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert all(QKeySequence(key).count() == 1 for key in keys)
    assert {"F4", "F10"} & set(keys) == set()  # Windows has these


def test_every_action_has_its_words_and_an_icon(commands: Commands) -> None:
    zh = Translator("zh_CN", localedir())
    actions = actions_of(commands)
    assert len({action.id for action in actions}) == len(actions)
    for action in actions:
        assert zh.gettext(action.text) != action.text
        assert zh.gettext(action.group.value) != action.group.value
        assert (action.handler is None) or not icons.icon(action.icon).isNull()


def test_each_action_tells_the_window_its_own_thing(commands: Commands) -> None:
    told = {}
    for action in actions_of(commands):
        if action.handler is not None:
            action.handler()
            told[action.key] = commands.told[-1]
    assert told == {
        "F1": "show_keys",
        "F2": "find_customer",
        "F3": "new_customer",
        "F5": "begin sale",
        "F6": "begin top_up",
        "F7": "begin redeem",
        "F8": "begin visit",
        "F9": "begin bill",
        "Ctrl+R": "begin refund",
        "Shift+F6": "begin withdraw",
        "Ctrl+F6": "begin hand_over",
        "Shift+F7": "begin put_right",
        "Shift+F8": "begin give_voucher",
        "Shift+F9": "begin void_voucher",
        "Ctrl+O": "page",
        "Ctrl+D": "go close",
        "Ctrl+Shift+D": "go close/cash",
        "Ctrl+Shift+M": "go duplicates",
        "Ctrl+K": "show_palette",
        "Ctrl+Z": "take_back",
        "Ctrl+1": "go counter",
        "Ctrl+2": "go customers",
        "Ctrl+3": "go import",
        "Ctrl+,": "go settings",
        "Alt+Left": "step_back",
        "Esc": "step_back",
    }


@pytest.mark.parametrize(
    ("key", "caps"), [("Ctrl+K", ("Ctrl", "K")), ("+", ("+",)), ("F1", ("F1",))]
)
def test_a_key_is_drawn_in_its_caps(key: str, caps: tuple[str, ...]) -> None:
    assert Action("x", "x", Group.COUNTER, key).caps == caps
