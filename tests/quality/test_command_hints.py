"""What to type at the command line is said there alone: a window shows every other text."""

import ast

from tests.quality.repository import ROOT, python_files

COMMAND_LINE = ROOT / "smbcrm" / "cli"
PROGRAM = "smbcrm "


def told_to_everybody(source: str) -> list[int]:
    """Return the lines of the texts with a command in them that are no `command` of an error."""
    tree = ast.parse(source)
    hints = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(one, ast.Name) and one.id == "command" for one in node.targets)
        for part in ast.walk(node.value)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "N_"
        and node not in hints
        and any(
            isinstance(part, ast.Constant) and PROGRAM in str(part.value) for part in ast.walk(node)
        )
    ]


def test_a_command_in_a_sentence_is_found() -> None:
    error = 'msgid = N_("None. See: smbcrm list")\ncommand = N_(\n"See: smbcrm list"\n)\n'
    assert told_to_everybody(error) == [1]


def test_only_the_command_line_says_what_to_type_there() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files()
        if path.is_relative_to(ROOT / "smbcrm") and not path.is_relative_to(COMMAND_LINE)
        for line in told_to_everybody(path.read_text("utf-8"))
    ]
    assert found == []
