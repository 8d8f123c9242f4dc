"""Qt's own words follow the language of the screen."""

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from smbcrm.ui.theme import qt_words


def cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_qt_speaks_the_language_and_stops_speaking_it(qapp: QApplication) -> None:
    heard = []
    for language in ("zh_CN", "zh_TW", "zh_TW", "en"):
        assert qt_words.speak(qapp, language)
        heard.append(cancel())
    assert heard == ["取消", "取消", "取消", "Cancel"]
    assert len(qapp.findChildren(QTranslator)) <= 1


def test_simplified_and_traditional_words_differ(qapp: QApplication) -> None:
    words = []
    for language in ("zh_CN", "zh_TW"):
        qt_words.speak(qapp, language)
        words.append(QCoreApplication.translate("QFileDialog", "Create New Folder"))
    qt_words.speak(qapp, "en")
    assert len(set(words)) == 2


def test_a_language_qt_does_not_bring_is_no_error(qapp: QApplication) -> None:
    assert not qt_words.speak(qapp, "xx_XX")
    assert cancel() == "Cancel"
    assert qt_words.speak(qapp, "en")
