"""A name with its tier behind it; a long name takes the whole width and the tier stands below."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.wrapped import WrapLabel

_GAP = 8
_BELOW = 4


class NameLine(QWidget):
    """The name, which wraps and is never cut, and the badge."""

    def __init__(self, kind: str = "name") -> None:
        super().__init__()
        self._name = WrapLabel("", kind)
        self._badge = TierBadge()
        for part in (self._name, self._badge):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The name that is shown."""
        return self._name.text()

    def show_name(self, name: str, tier_code: str, tier: str) -> None:
        """Show somebody."""
        self._name.setText(name)
        self._badge.show_tier(tier_code, tier)
        self.updateGeometry()
        self._arrange(self.width())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height in a width."""
        name, badge = self._places(width)
        return max(name.bottom(), badge.bottom()) + 1

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room in which both stand side by side."""
        badge = self._badge.sizeHint()
        width = self._name.natural_width() + _GAP + badge.width()
        return QSize(width, max(self._name.sizeHint().height(), badge.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the badge takes alone."""
        return QSize(self._badge.sizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put both where they have room."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        name, badge = self._places(width)
        self._name.setGeometry(name)
        self._badge.setGeometry(badge)

    def _places(self, width: int) -> tuple[QRect, QRect]:
        badge = self._badge.sizeHint()
        natural = self._name.natural_width()
        if natural + _GAP + badge.width() <= width:
            line = self._name.heightForWidth(natural)
            high = max(line, badge.height())
            return (
                QRect(0, (high - line) // 2, natural, line),
                QRect(natural + _GAP, (high - badge.height()) // 2, badge.width(), badge.height()),
            )
        high = self._name.heightForWidth(width)
        return QRect(0, 0, width, high), QRect(0, high + _BELOW, badge.width(), badge.height())
