"""Reads a list in the test's own process: starting a child takes longer than most lists."""

from collections.abc import Iterator
from io import BytesIO
from typing import Self

from smbcrm.exports.reading.child import Request, answer_request
from smbcrm.exports.reading.wire import Refusal, read_frame


class InlineChild:
    """Answers one request as `ReadingChild` does, without its limits; the words go over a wire."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def frames(self) -> Iterator[list[object]]:
        """Yield each message up to the last.

        :raises Refusal: the list is refused.
        """
        wire = BytesIO()
        answer_request(self._request, wire)
        wire.seek(0)
        while True:
            match read_frame(wire):
                case ["end"]:
                    return
                case ["refused", str(code), dict(params)]:
                    raise Refusal(code, **params)
                case None:
                    raise EOFError
                case frame:
                    yield frame
