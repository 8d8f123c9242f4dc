"""What people who were erased had refused."""

from collections import defaultdict
from collections.abc import Sequence

from smbcrm.membership.customers.kinds import ConsentChannel
from smbcrm.models.session import Session

_CHUNK = 500


class PeeweeOptOutStore:
    """Reads and writes fingerprints."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def salts(self) -> tuple[str, ...]:
        """Return the salts of the fingerprints; none where nobody opted out and was erased."""
        rows = self._session.rows("SELECT DISTINCT salt FROM opt_out ORDER BY salt")
        return tuple(row[0] for row in rows)

    def channels(self, fingerprints: Sequence[str]) -> dict[str, frozenset[ConsentChannel]]:
        """Return what was refused, by those of some fingerprints that are known."""
        found: defaultdict[str, set[ConsentChannel]] = defaultdict(set)
        for start in range(0, len(fingerprints), _CHUNK):
            part = fingerprints[start : start + _CHUNK]
            marks = ", ".join("?" * len(part))
            for fingerprint, channel in self._session.rows(
                f"SELECT fingerprint, channel FROM opt_out WHERE fingerprint IN ({marks})", *part
            ):
                found[fingerprint].add(ConsentChannel(channel))
        return {fingerprint: frozenset(channels) for fingerprint, channels in found.items()}

    def keep(self, refused: Sequence[tuple[str, str, ConsentChannel]]) -> None:
        """Keep refusals by salt and fingerprint; one that is known already is kept once."""
        self._session.many(
            "INSERT INTO opt_out (salt, fingerprint, channel) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            [(salt, fingerprint, channel.value) for salt, fingerprint, channel in refused],
        )
