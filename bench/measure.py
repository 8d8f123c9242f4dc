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


@dataclass(frozen=True, slots=True)
class Amount:
    """What was counted or weighed, and the most that is allowed of it."""

    name: str
    amount: float
    unit: str
    limit: float | None

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.amount <= self.limit


Work = Callable[[], object]


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
    return figure_of(name, each, [(product(), baseline()) for _ in range(pairs)], limit)


def p95_in_turns(  # noqa: PLR0913 - two sides, and what to say about them
    name: str,
    each: str,
    product: Sequence[Work],
    baseline: Sequence[Work],
    *,
    limit: float | None,
    pairs: int = PAIRS,
) -> Figure:
    """Measure short pieces of work in turns, one by one; compare the p95 of each round.

    In use nothing of the kind comes in a tight loop of its own, so neither side finds the
    processor's caches just as it left them. Each piece is done twice a round and the better time
    counts: it takes less than what another program's turn costs.
    """
    rounds = [_p95_of_round(product, baseline) for _ in range(pairs)]
    return figure_of(name, each, rounds, limit)


def figure_of(
    name: str, each: str, times: Sequence[tuple[float, float]], limit: float | None
) -> Figure:
    """Return what pairs of times say, the product's first."""
    return Figure(
        name,
        each,
        median(one for one, _ in times),
        median(other for _, other in times),
        tuple(one / other for one, other in times),
        limit,
    )


def _p95_of_round(product: Sequence[Work], baseline: Sequence[Work]) -> tuple[float, float]:
    gc.collect()
    ours, theirs = [], []
    for one, other in zip(product, baseline, strict=True):
        times = [(once(one), once(other)) for _ in range(2)]
        ours.append(min(ours_took for ours_took, _ in times))
        theirs.append(min(theirs_took for _, theirs_took in times))
    return p95(ours), p95(theirs)


def cpu(work: Work) -> float:
    """Return the CPU seconds, user and system, that this process spends on some work."""
    gc.collect()  # nobody pays for what the other side left behind
    return once(work)


def once(work: Work) -> float:
    """Return the CPU seconds of this process for a short piece of work, without a look around."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 of a hundred stay below."""
    return sorted(times)[int(len(times) * 0.95)]


def must_equal(what: str, product: object, baseline: object) -> None:
    """Raise OutcomesDifferError unless both sides came to the same."""
    if product != baseline:
        raise OutcomesDifferError(f"{what}: {product!r} against {baseline!r}"[:2000])
