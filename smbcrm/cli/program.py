"""One run of the program: read the command line, do it, answer, and end with a code.

0 done, 1 refused, 2 no command, 3 a bug, 130 stopped by the user or by whoever reads the answer.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from smbcrm.bootstrap import user_folder
from smbcrm.cli.catalogue import COMMANDS
from smbcrm.cli.command import Command, Facts, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.languages import translator, wanted_language
from smbcrm.cli.machine import Machine
from smbcrm.cli.output import Output, harden
from smbcrm.cli.parser import BadUsage, Parsed, parse
from smbcrm.core.clock import SystemClock
from smbcrm.core.errors import EnvironmentFault, ShopbellError, UserError
from smbcrm.core.i18n import N_, Text

DONE, REFUSED, USAGE, BUG, STOPPED = 0, 1, 2, 3, 130

_BUG = N_("The program broke and nothing was half done. What is known of it stands in {log}")
_AGAIN = N_("To have it count once, send it again with --request-id {request}")
_NO_COPY = N_("It is done, but the copy of the shop that is due could not be made: {why}")


def run(argv: Sequence[str]) -> int:
    """Run one command line on the standard streams and return the exit code."""
    harden(sys.stdout)
    harden(sys.stderr)
    words = translator(wanted_language(argv))
    output = Output(sys.stdout, sys.stderr, words, "--json" in argv)
    try:
        return _Run(argv, output).code()
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        _leave_quietly()
        return STOPPED


class _Run:
    """One command line on its way from words to an exit code."""

    def __init__(self, argv: Sequence[str], output: Output) -> None:
        self._argv = argv
        self._output = output
        self._machine = Machine(user_folder())

    def code(self) -> int:
        try:
            parsed = parse(self._argv, COMMANDS, self._output.translator)
        except SystemExit as done:  # help or version was shown
            sys.stdout.flush()
            return int(done.code or DONE)
        except BadUsage as error:
            return self._bad_usage(error)
        if parsed.command is None:
            self._output.out.write(parsed.help)
            self._output.out.flush()
            return USAGE
        return self._carry_out(parsed, parsed.command)

    def _bad_usage(self, error: BadUsage) -> int:
        if not self._output.as_json:
            self._output.err.write(error.usage)
        self._output.complain(error.complaint, "BadUsage")
        return USAGE

    def _carry_out(self, parsed: Parsed, command: Command) -> int:
        context = Context(
            parsed.args, self._output.translator, self._machine, SystemClock(), sys.stderr
        )
        try:
            reply = command.handler(context, parsed.args)
            self._output.answer(_with_request(reply, context) if command.writes else reply)
        except UserError as error:
            self._output.complain(error, type(error).__name__)
            return REFUSED
        except EnvironmentFault as error:
            self._fault(error, type(error).__name__, command, context)
            return REFUSED
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a bug and is logged
            self._fault(self._logged(error, parsed.path, context), "Bug", command, context)
            return BUG
        else:
            if command.writes:
                self._copy_if_due(context)
            if reply.refusal is None:
                return DONE
            self._output.complain(reply.refusal, type(reply.refusal).__name__)
            return REFUSED
        finally:
            context.close()

    def _fault(
        self, error: Text | ShopbellError, code: str, command: Command, context: Context
    ) -> None:
        """Complain, and say how to be sure: after a fault nobody knows what was recorded."""
        if not command.writes:
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

    def _logged(self, error: Exception, command: str, context: Context) -> Text:
        """Write a bug to the log and return what to tell the user."""
        from smbcrm.cli.logbook import log_crash  # noqa: PLC0415 - for bugs only

        log = log_crash(self._machine.folder, command, context.request_id, error)
        return Text(_BUG, {"log": str(log)})


def _with_request(reply: Reply, context: Context) -> Reply:
    """Return the answer with the id under which the very same may be sent again."""
    request = context.request_id
    told = Facts([(N_("Request"), request)])
    return Reply({**reply.data, "request_id": request}, (*reply.parts, told), reply.refusal)


def _leave_quietly() -> None:
    """Nobody reads any more: let the last flush of the interpreter go nowhere."""
    with suppress(OSError):  # a stream in memory has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
