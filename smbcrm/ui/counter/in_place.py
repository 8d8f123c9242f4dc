"""What a money panel says and asks in place, while nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.notice import Answer, Notice
from smbcrm.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be sure of before money moves; asked once for what is typed."""

    id: str
    icon: str
    strong: str
    rest: str
    answer: str


class InPlace:
    """Says one thing at a time in the frame of a panel, and holds the big button meanwhile."""

    def __init__(self, desk: Desk, frame: MoneyFrame) -> None:
        self._desk = desk
        self._frame = frame

    def say(self, notice: Notice) -> None:
        """Show a notice; the focus of a button that goes off with it goes to its first answer."""
        frame = self._frame
        pressed = frame.take.button.hasFocus()
        frame.notices.show_notice(notice)
        frame.show_place(frame.notices)
        self.hold_button()
        if pressed and frame.notices.buttons:
            frame.notices.buttons[0].setFocus()

    def ask(self, question: Question, sure: Callable[[], None]) -> None:
        """Ask something; who is sure closes the notice and goes on."""
        answer = Answer(question.answer, self._then(sure), key="Enter")
        self.say(Notice("warn", question.icon, question.strong, question.rest, answers=(answer,)))

    def say_fault(self, error: EnvironmentFault, again: Callable[[], None]) -> None:
        """Say that nothing is known to be recorded, and offer to try again."""
        say = self._desk.say
        rest = say(
            N_("{fault} What you typed stays. Trying again never records it twice."), fault=error
        )
        answer = Answer(say(N_("Try now")), self._then(again), icon="refresh-cw", key="Enter")
        self.say(Notice("danger", "server", say(N_("Not recorded yet")), rest, answers=(answer,)))

    def hold_button(self) -> None:
        """Keep the button off where Enter answers what is said."""
        said = self._frame.notices.notice
        if said is not None and said.answers_to_enter:
            self._frame.take.refuse(said.strong)

    def _then(self, act: Callable[[], None]) -> Callable[[], None]:
        def press() -> None:
            self._frame.notices.clear()
            act()

        return press
