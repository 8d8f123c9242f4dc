"""Qt's own words, as in the file chooser and in a field's menu, in the language of the screen."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "shopbell.qtWords"


def speak(app: QApplication, language: str) -> bool:
    """Let Qt speak a language, and no longer the one before; English is what Qt speaks unasked.

    Returns whether Qt speaks it now. A package of Qt without that catalogue is no error: only
    words that Qt itself shows stay English.
    """
    installed = app.findChild(QTranslator, _NAME)
    if installed is not None:
        if installed.language() == language:
            return True
        app.removeTranslator(installed)
        installed.setParent(None)
        installed.deleteLater()
    if language == "en":
        return True
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load(f"qtbase_{language}", folder) and app.installTranslator(words)
