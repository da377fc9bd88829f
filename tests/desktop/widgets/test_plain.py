"""Text of a library or of the reader is never taken for HTML."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from viewer.desktop.widgets.plain import PlainLabel, tip

DESKTOP = Path(__file__).resolve().parents[3] / "viewer" / "desktop"


@pytest.mark.parametrize("text", ["SBRT", "a < b", 'A & B\n<img src="/etc/x.png">', "&lt;b&gt;"])
def test_that_a_tool_tip_shows_what_stands_there(qtbot: QtBot, text: str):
    shown = QTextDocument()
    if tip(text) == text:
        assert not set("<&") & set(text)
        return
    shown.setHtml(tip(text))
    assert shown.toPlainText().replace("\u2028", "\n") == text


def test_that_a_label_takes_nothing_for_html(qtbot: QtBot):
    label = PlainLabel("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def calls(path: Path) -> list[tuple[str, str]]:
    """Name and arguments of every call in a file."""
    found = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [(ast.unparse(call.func), ", ".join(map(ast.unparse, call.args))) for call in found]


def test_that_every_label_and_every_tool_tip_with_a_variable_text_is_a_plain_one():
    loose = []
    for path in DESKTOP.rglob("*.py"):
        for name, arguments in calls(path):
            method = name.rpartition(".")[2]
            if method == "QLabel":
                loose.append((path.name, name))
            if method in ("setToolTip", "setTabToolTip", "showText") and not any(
                safe in arguments for safe in ("tip(", "escape(", "action.text()")
            ):
                loose += [(path.name, arguments)] if not _is_fixed(arguments) else []
    assert loose == []


def _is_fixed(arguments: str) -> bool:
    return arguments.startswith(("'", '"')) or arguments == "name"
