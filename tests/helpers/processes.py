"""Jobs in processes of their own that begin at one moment."""

import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, TypeVar

from tests.helpers.till_process import CONTEXT

A = TypeVar("A")
R = TypeVar("R")
_PATIENCE = 120


def together(count: int, job: Callable[[Barrier, A], R], argument: A) -> list[R]:
    """Run a job in so many processes and return their answers; the barrier is for all of them.

    Raises RuntimeError with what went wrong in a process.
    """
    barrier = CONTEXT.Barrier(count)
    started = []
    for _ in range(count):
        ours, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(target=_run, args=(theirs, job, barrier, argument))
        process.start()
        theirs.close()
        started.append((process, ours))
    try:
        return [_answer(ours) for _, ours in started]
    finally:
        for process, ours in started:
            process.join(_PATIENCE)
            ours.close()


def _answer(ours: Connection) -> Any:  # noqa: ANN401 - whatever the job answers
    if not ours.poll(_PATIENCE):
        raise RuntimeError("a process does not answer")
    answer, error = ours.recv()
    if error:
        raise RuntimeError(error)
    return answer


def _run(
    theirs: Connection, job: Callable[[Barrier, A], object], barrier: Barrier, argument: A
) -> None:
    try:
        theirs.send((job(barrier, argument), ""))
    except BaseException:  # noqa: BLE001 - it is raised again where the answer is awaited
        barrier.abort()
        theirs.send((None, traceback.format_exc()))


def in_a_process(job: Callable[[A], object], argument: A) -> int | None:
    """Run a job in a process that may die of it, and return its exit code."""
    process = CONTEXT.Process(target=job, args=(argument,))
    process.start()
    process.join(_PATIENCE)
    return process.exitcode
