"""Lists of other things than customers, brought into a shop in which a few people are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportRequest, ImportRun
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, Sink, importer, request

Line = Sequence[Cell]
Lines = list[Line]


def added(shop: StillShop, name: str, phone: str = "", code: str | None = None) -> int:
    phones = (phone,) if phone else ()
    return shop.services.customers.add(Details(full_name=name, phones=phones, code=code)).id


def asked(shop: StillShop, kind: ListKind, *mapping: tuple[str, str]) -> ImportRequest:
    return replace(request(shop, *mapping), kind=kind)


def brought_in(
    shop: StillShop,
    kind: ListKind,
    rows: Lines,
    *mapping: tuple[str, str],
    sink: Sink | None = None,
) -> ImportRun:
    """Bring a list in, after a check that has to say the same."""
    shop.clock.instant += dt.timedelta(seconds=1)
    imports, wanted = importer(shop, ListSource(rows)), asked(shop, kind, *mapping)
    checked = Sink()
    report = imports.check(wanted, problems=checked)
    problems = sink or Sink()
    run = imports.run(wanted, problems=problems)
    assert run.report == report
    assert [one.reasons for one in problems.rows] == [one.reasons for one in checked.rows]
    assert not shop.services.audit.verify().findings
    return run


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    """Return how many rows made, updated, changed nothing and failed."""
    report = run.report
    return report.made, report.updated, report.unchanged, report.failed


def said(run: ImportRun) -> list[tuple[int, str]]:
    return [(note.row, note.text.msgid) for note in run.report.notes]
