"""One run of the program: read the command line, do it, answer, and end with a code.

0 done, 1 refused, 2 no command, 3 a bug, 130 stopped by the user or by whoever reads the answer.
"""

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TextIO, cast

from smbcrm.cli.catalogue import COMMANDS
from smbcrm.cli.command import Command, Facts, Reply
from smbcrm.cli.commands.window import WINDOW
from smbcrm.cli.context import Context
from smbcrm.cli.dead_cards import with_dead_cards
from smbcrm.cli.languages import translator, wanted_language
from smbcrm.cli.output import Output, harden
from smbcrm.cli.parser import MISSING, PROGRAM, BadUsage, Parsed, parse
from smbcrm.cli.screens import NoScreens, Screens
from smbcrm.core.clock import SystemClock
from smbcrm.core.errors import EnvironmentFault, ShopbellError, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.logs import bug_words, log_crash
from smbcrm.core.machine import LANGUAGE, Machine
from smbcrm.models.folders import user_folder

DONE, REFUSED, USAGE, BUG, STOPPED = 0, 1, 2, 3, 130

_AGAIN = N_("To have it count once, send it again with --request-id {request}")
_UNFINISHED = N_(
    "The import of {file} is not at its end ({rows} rows are done). Go on by importing the file "
    "again, or take it back: smbcrm import undo {run}"
)
_NO_COPY = N_("It is done, but the copy of the shop that is due could not be made: {why}")

_NOT_SHOWN = N_(
    "It is done, but the answer could not be shown. Look where the answer was to be written to."
)
_COPIES = "smbcrm backup "


def run(argv: Sequence[str], screens: Screens | None = None) -> int:
    """Run one command line on the standard streams and return the exit code.

    `screens` show the window; without them the commands that need one are refused.
    """
    sys.stdout, sys.stderr = _usable(sys.stdout), _usable(sys.stderr)
    harden(sys.stdout)
    harden(sys.stderr)
    machine = Machine(user_folder())
    words = translator(wanted_language(argv, machine.get(LANGUAGE)))
    output = Output(sys.stdout, sys.stderr, words, "--json" in argv)
    try:
        return _Run(argv, output, screens or NoScreens(), machine).code()
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        _leave_quietly(sys.stdout)
        return STOPPED
    except OSError:  # neither the answer nor a complaint can be written: nobody can be told
        _leave_quietly(sys.stdout)
        _leave_quietly(sys.stderr)
        return REFUSED


class _Run:
    """One command line on its way from words to an exit code."""

    def __init__(
        self, argv: Sequence[str], output: Output, screens: Screens, machine: Machine
    ) -> None:
        self._argv = argv
        self._output = output
        self._screens = screens
        self._machine = machine

    def code(self) -> int:
        try:
            parsed = parse(self._argv, COMMANDS, self._output.translator)
        except SystemExit as done:  # help or version was shown
            sys.stdout.flush()
            return int(done.code or DONE)
        except BadUsage as error:
            return self._bad_usage(error)
        if parsed.command is None and parsed.path == PROGRAM:
            return self._carry_out(parsed, WINDOW)
        if parsed.command is None:
            return self._show_help(parsed)
        return self._carry_out(parsed, parsed.command)

    def _show_help(self, parsed: Parsed) -> int:
        """Say which commands there are where none was named, to a program that it is missing."""
        if self._output.as_json:
            self._output.complain(Text(MISSING, {"value": "COMMAND"}), "BadUsage")
        else:
            self._output.out.write(parsed.help)
            self._output.out.flush()
        return USAGE

    def _bad_usage(self, error: BadUsage) -> int:
        if not self._output.as_json:
            self._output.err.write(error.usage)
        self._output.complain(error.complaint, "BadUsage")
        return USAGE

    def _carry_out(self, parsed: Parsed, command: Command) -> int:
        context = Context(
            parsed.args,
            self._output.translator,
            self._machine,
            SystemClock(),
            sys.stderr,
            self._screens,
        )
        try:
            command.check_date(parsed.args)
            reply = command.handler(context, parsed.args)
            reply = with_dead_cards(reply, context.dead_cards)
            writes = command.changes(parsed.args)
            shown = self._shows(_with_request(reply, context) if writes else reply)
        except UserError as error:
            self._output.complain(self._named(error, context), type(error).__name__)
            return REFUSED
        except EnvironmentFault as error:
            told = self._named(error, context)
            self._fault(told, type(error).__name__, command, context)
            return REFUSED
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a bug and is logged
            self._fault(self._logged(error, parsed.path, context), "Bug", command, context)
            return BUG
        else:
            self._tell_beside(reply, context, writes=writes)
            if reply.refusal is not None:
                told = self._named(reply.refusal, context)
                self._output.complain(told, type(reply.refusal).__name__)
                return REFUSED
            if not shown:
                self._fault(Text(_NOT_SHOWN), "NotShown", command, context)
                return REFUSED
            return DONE
        finally:
            context.close()

    def _tell_beside(self, reply: Reply, context: Context, *, writes: bool) -> None:
        """Say what stands beside the answer, and see to what writing leaves."""
        if reply.notice is not None and not self._output.as_json:
            self._output.say(reply.notice)
        if writes:
            self._copy_if_due(context)
            self._tell_unfinished(context)

    def _shows(self, reply: Reply) -> bool:
        """Show the answer; tell whether that could be done. What was done stays done."""
        try:
            self._output.answer(reply)
        except BrokenPipeError:
            raise
        except OSError:
            _leave_quietly(self._output.out)
            return False
        return True

    def _named(self, error: ShopbellError, context: Context) -> str:
        """Return a sentence whose advice on copies names the shop that is meant.

        Without it the advice would be for the shop opened last, which may be another.
        """
        sentence = self._output.sentence(error)
        if _COPIES not in sentence:
            return sentence
        try:
            shop = context.shown_address
        except UserError:
            return sentence
        quoted = f'"{shop}"' if " " in shop else shop
        return sentence.replace(_COPIES, f"smbcrm --shop {quoted} backup ")

    def _fault(
        self, error: Text | str | ShopbellError, code: str, command: Command, context: Context
    ) -> None:
        """Complain, and say how to be sure: after a fault nobody knows what was recorded."""
        if not command.changes(context.args):
            self._output.complain(error, code)
            return
        self._output.complain(error, code, request_id=context.request_id)
        if not self._output.as_json:
            self._output.say(Text(_AGAIN, {"request": context.request_id}))

    def _copy_if_due(self, context: Context) -> None:
        """Make the copy that is due; a failure is told, and what was done stays done."""
        if context.opened is None:
            return
        try:
            context.opened.backups.if_due()
        except ShopbellError as error:
            self._output.say(Text(_NO_COPY, {"why": error}))
        except Exception as error:  # noqa: BLE001 - a bug in copying is no reason to fail here
            why = self._logged(error, "backup", context)
            self._output.say(Text(_NO_COPY, {"why": why}))

    def _tell_unfinished(self, context: Context) -> None:
        """Say which imports broke off, so that they are gone on with or taken back."""
        if context.opened is None or context.args.json:
            return
        for run in context.opened.imports.unfinished():
            told = {"file": run.file_name, "rows": run.rows_done, "run": run.id}
            self._output.say(Text(_UNFINISHED, told))

    def _logged(self, error: Exception, command: str, context: Context) -> Text:
        """Write a bug to the log and return what to tell the user."""
        return bug_words(log_crash(self._machine.folder, command, error, context.request_id))


def _with_request(reply: Reply, context: Context) -> Reply:
    """Return the answer with the id under which the very same may be sent again."""
    request = context.request_id
    told = Facts([(N_("Request"), request)])
    return replace(reply, data={**reply.data, "request_id": request}, parts=(*reply.parts, told))


class _Nowhere(io.TextIOBase):
    """Stands in for a stream that the program was started without (`>&-`)."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _usable(stream: TextIO | None) -> TextIO:
    """Return a stream, or one that fails as a stream does where there is none."""
    return cast("TextIO", _Nowhere()) if stream is None or stream.closed else stream


def _leave_quietly(stream: TextIO) -> None:
    """Nobody reads any more: let the last flush of the interpreter go nowhere."""
    with suppress(OSError):  # a stream in memory has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
