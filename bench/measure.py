"""How something is measured: CPU time of both sides in turns, and what is said about it."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

PAIRS = 15


class OutcomesDifferError(Exception):
    """The product and its baseline did not do the same, so that their times say nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one measurement found. Times are CPU seconds for one of `each`.

    `limit` is the largest ratio that is allowed, None where it is only recorded.
    """

    name: str
    each: str
    product: float
    baseline: float
    ratios: tuple[float, ...]
    limit: float | None

    @property
    def ratio(self) -> float:
        """The ratio in the middle of all pairs."""
        return median(self.ratios)

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.ratio <= self.limit


def in_turns(  # noqa: PLR0913 - two sides, and what to say about them
    name: str,
    each: str,
    product: Callable[[], float],
    baseline: Callable[[], float],
    *,
    limit: float | None,
    pairs: int = PAIRS,
) -> Figure:
    """Measure both sides in turns; each call does a round and returns its CPU time for one."""
    times = [(product(), baseline()) for _ in range(pairs)]
    return Figure(
        name,
        each,
        median(one for one, _ in times),
        median(other for _, other in times),
        tuple(one / other for one, other in times),
        limit,
    )


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds, user and system, that this process spends on some work."""
    gc.collect()  # nobody pays for what the other side left behind
    begun = time.process_time()
    work()
    return time.process_time() - begun


def cpu_of_each(works: Sequence[Callable[[], object]], runs: int = 2) -> list[float]:
    """Return the CPU seconds of each piece of work, of its runs the best.

    A single search takes less than what another program's turn costs this one in lost caches.
    """
    gc.collect()
    times = []
    for _ in range(runs):
        for work in works:
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
    return [min(times[place :: len(works)]) for place in range(len(works))]


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 of a hundred stay below."""
    return sorted(times)[int(len(times) * 0.95)]


def must_equal(what: str, product: object, baseline: object) -> None:
    """Raise OutcomesDifferError unless both sides came to the same."""
    if product != baseline:
        raise OutcomesDifferError(f"{what}: {product!r} against {baseline!r}"[:2000])
