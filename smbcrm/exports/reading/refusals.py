"""From what the child says to the errors that people read."""

from pathlib import Path

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.exports.reading.wire import Refusal
from smbcrm.membership.imports import source

_ERRORS: dict[str, type[ShopbellError]] = {
    error.__name__: error
    for error in (
        source.BinaryText,
        source.ForeignFormat,
        source.MixedEncodings,
        source.NoVisibleSheet,
        source.NotASpreadsheet,
        source.PasswordProtected,
        source.ReaderStopped,
        source.SheetEmpty,
        source.SheetNotFound,
        source.SourceDamaged,
        source.SourceEmpty,
        source.SourceUnreachable,
        source.TakesTooLong,
        source.TakesTooMuchMemory,
        source.TextTooLong,
        source.TooManyColumns,
        source.TooManyRows,
        source.UnclosedQuote,
        source.UnknownEncoding,
        source.UnpacksTooLarge,
        source.UnsafeWorkbook,
        source.WrongEncoding,
    )
}
_NOT_A_LIST = {
    "archive": N_("an archive"),
    "database": N_("a database"),
    "document": N_("a text document or presentation"),
    "media": N_("a sound, film or picture"),
    "pdf": N_("a PDF document"),
    "picture": N_("a picture"),
    "program": N_("a program"),
}
_FOREIGN = {
    "dbase": (N_("a dBase table"), "LibreOffice"),
    "excel_xml": (N_("a workbook of Excel 2003 in XML"), "Excel"),
    "gsheet": (N_("only a shortcut to a list on the internet"), "Google Sheets"),
    "lotus": (N_("a Lotus worksheet"), "LibreOffice"),
    "numbers": (N_("an Apple Numbers document"), "Numbers"),
    "old_excel": (N_("a workbook of an Excel older than 1997"), "Excel"),
    "web_page": (N_("a web page under another name"), "Excel"),
    "xml": (N_("an XML document"), "Excel"),
}


def error_from(refusal: Refusal, path: Path) -> ShopbellError:
    """Return the error that a refusal stands for; an unknown one is a reader that went wrong."""
    error = _ERRORS.get(refusal.code, source.ReaderStopped)
    return error(file=path.name, **_params(refusal))


def _params(refusal: Refusal) -> dict[str, object]:
    """Return the parameters of a sentence, with words that can be translated."""
    what = refusal.params.get("what")
    if refusal.code == "NotASpreadsheet":
        return {"what": Text(_NOT_A_LIST.get(str(what), N_("something unknown")))}
    if refusal.code == "ForeignFormat":
        words, program = _FOREIGN.get(str(what), (N_("something unknown"), "Excel"))
        return {"what": Text(words), "program": program}
    return dict(refusal.params)
