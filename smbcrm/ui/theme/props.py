"""Tells the style sheet what a widget is: `dress(button, kind="primary", small=True)`."""

from PySide6.QtWidgets import QWidget


def dress(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the style sheet reads and let it look again, if one of them changed.

    A sheet compares words, so True is written "true"; False and "" take the property away.
    """
    wanted = {name: _word(value) for name, value in properties.items()}
    if all(widget.property(name) == word for name, word in wanted.items()):
        return
    for name, word in wanted.items():
        widget.setProperty(name, word)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _word(value: str | bool) -> str | None:  # noqa: FBT001 - the value of a property
    return (str(value).lower() if isinstance(value, bool) and value else value) or None
