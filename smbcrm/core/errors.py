"""The errors the program raises on purpose; anything else is a bug.

An error carries a message id and named parameters, never finished words: the same error is shown
in the clerk's language on screen and in the log in English. Words are made at the border by
`smbcrm.core.i18n.Translator.render`.
"""

from typing import ClassVar


class ShopbellError(Exception):
    """Base of every error raised on purpose."""

    msgid: ClassVar[str] = ""
    command: ClassVar[str] = ""
    """What the command line says besides: which command helps. A window has buttons for it."""

    def __init__(self, **params: object) -> None:
        super().__init__(self.msgid, params)
        self.params = params

    def __str__(self) -> str:
        """Return the source sentence with its parameters filled in, for logs."""
        return self.msgid.format(**self.params)

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the parameters, so that an error crosses from a child process."""
        return _rebuild, (type(self), self.params)


class UserError(ShopbellError):
    """The request cannot be done as asked; the sentence says what to do instead."""


class EnvironmentFault(ShopbellError):
    """The disk, network, lock or database is in the way; trying again may help."""


def _rebuild(kind: type[ShopbellError], params: dict[str, object]) -> ShopbellError:
    return kind(**params)
