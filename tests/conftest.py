"""What every test can ask for: a shop's address on either database."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from smbcrm.exports.reading import row_source
from smbcrm.models import upgrade
from smbcrm.models.connect import create_file
from tests.helpers import postgres, postgres_pool
from tests.helpers.inline_reading import InlineChild
from tests.helpers.postgres_keeper import ServerFault
from tests.helpers.shares import in_share

# No deadline and no complaint about slow data: the machine may be busy. The blob says how to see a
# failure again; what is found stays random, so that every run looks somewhere else.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", settings.get_profile("ci"), max_examples=2000)
settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, before worker processes are made; alone it starts when asked for."""
    if config.getoption("markexpr", "") == "soak":
        settings.load_profile("soak")
    if config.getoption("numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            postgres.server_url()
        except ServerFault as fault:  # each test that needs it says so again
            config.issue_config_time_warning(pytest.PytestWarning(str(fault)), stacklevel=2)


UNTRACED = re.compile(
    r"integration/.*_(machine|recount|every_kind|demo_counter)\.py|_mutants\.py"
    r"|ui/.*_(looks?|fits)\.py|e2e/|ui/window/|/demo/|_(messy_\w+|insider\w*|together|at_once)\.py"
    r"|imports_(running|undo)\.py|_(table|erasing|feed|upgrade|lock_order)\.py|merging_undo\.py"
)
"""Tests that walk the same lines a thousand times, where small ones beside them walk each."""
SHARED = re.compile(r"_mutants\.py|ui/.*_(looks?|fits)\.py|integration/.*postgresql|demo/.*zh_TW")
"""Every size, every seeded fault, and on PostgreSQL what has been tried on SQLite."""
WHOLE = re.compile(
    r"integration/(database|setup|till|backups|search|attachments|photos)/"
    r"|_(together|at_once|five_times|store|table|undo|erasing|running|tour_looks)\.py"
)
"""What is about the database itself, about several at once, or about what comes back whole."""
ON_BOTH = ("again", "backups", "setup", "till")
"""What of the command line is tried on PostgreSQL with every change; the rest by the soak run."""


LONG = re.compile(rf"{UNTRACED.pattern}|/e2e/|/demo/|_(process|insider|messy_\w+|by_mouse)\.py")
"""What begins a run: a long walk that comes last is waited for by everybody."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Trace no test for coverage whose lines others walk; leave to the soak run what can wait."""
    both = tuple(f"tests/e2e/cli/test_cli_{name}.py" for name in ON_BOTH)
    soaking = config.getoption("markexpr", "") == "soak"
    for item in items:
        where = item.nodeid
        again = "postgresql" in item.name and "integration/database" not in where
        if again or UNTRACED.search(where):
            item.add_marker("no_cover")
        if again and "e2e/cli/" in where and not where.startswith(both):
            item.add_marker("soak")
        shared = SHARED.search(where) and not WHOLE.search(where)
        if shared and (soaking or not in_share(config, where)):
            item.add_marker("soak")
    yield
    items.sort(key=lambda item: LONG.search(item.nodeid) is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the figures that tests recorded, also where they ran in a worker process."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(f"{report.nodeid}: {value}")


@pytest.fixture(scope="session", autouse=True)
def own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests, and the programs they start, out of the developer's own settings."""
    folder = str(tmp_path_factory.mktemp("user"))
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("APPDATA", "LOCALAPPDATA", *(f"XDG_{kind}_HOME" for kind in kinds)):
            patch.setenv(name, folder)
        yield


@pytest.fixture(scope="session")
def tables_only(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a SQLite file with the tables of a shop and nothing in them."""
    path = tmp_path_factory.mktemp("tables") / "shop.db"
    upgrade.create_database(str(path), durable=False)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def tables_at_once(tables_only: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new SQLite file have its tables already: making them takes longer than most tests."""

    def made(address: str) -> Path:
        path = create_file(address)
        path.write_bytes(tables_only)
        return path

    monkeypatch.setattr(upgrade, "create_file", made)


@pytest.fixture(autouse=True)
def untraced_children(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no process be traced that a test starts which is not."""
    if request.node.get_closest_marker("no_cover"):
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


@pytest.fixture(autouse=True)
def lists_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lists be read without a child process, but in the tests of reading."""
    monkeypatch.setattr(row_source, "ReadingChild", InlineChild)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Yield the address of a PostgreSQL role that may create databases."""
    yield postgres.server_url()
    postgres_pool.drop_all()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database."""
    with postgres.fresh_database(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where nothing is: a file that does not exist, then an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "shop.db")
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def shop_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield where a shop can be made: a file that does not exist, then tables without rows."""
    if request.param == "sqlite":
        yield str(tmp_path / "shop.db")
        return
    with postgres_pool.tables_only(request.getfixturevalue("postgres_server")) as address:
        yield address
