"""The whole program for tests: real panels, real library, the reader's files in a folder of its own."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer.desktop.frame import Frame
from viewer.desktop.program import Program
from viewer.desktop.window.notices import NoticeBar
from viewer.desktop.window.window import MainWindow
from viewer.instance import Instance
from viewer.userdata.window_state import WindowState


def start(application: QApplication, library: Path, data: Path, query: str = "") -> Program:
    """The program as `run` starts it, with exceptions left to the test."""
    data.mkdir(parents=True, exist_ok=True)
    hook = sys.excepthook
    frame = Frame()
    frame.take_place(WindowState(data / "window.json").load())
    program = Program(application, frame, library, data, Instance(data, None))
    sys.excepthook = hook
    program.start(query)
    return program


def finish(program: Program) -> None:
    """Close the window and let it go: a style sheet would polish it in every later test."""
    frame = program.frame
    if frame.isVisible():
        frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(frame, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def press(widget: QWidget, keys: str) -> None:
    """Press keys such as `Ctrl+Shift+C` in the window that holds the focus, as a person does."""
    *modifiers, key = keys.split("+") if keys != "+" else ["+"]
    held = Qt.KeyboardModifier.NoModifier
    for name in modifiers:
        held |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier,
                 "Alt": Qt.KeyboardModifier.AltModifier}[name]  # fmt: skip
    target = QApplication.focusWidget() or widget
    QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), held)


def type_text(widget: QWidget, text: str) -> None:
    """Type letters into whatever has the focus."""
    QTest.keyClicks(QApplication.focusWidget() or widget, text)


def notices(bar: NoticeBar) -> list[str]:
    """The sentences that stand in the bar."""
    return [line.notice.text for line in bar._lines.values()]


def is_answered(window: MainWindow, text: str) -> bool:
    """Whether the whole answer to exactly this text is shown."""
    return window.flow.answer is not None and window.flow.answer.query == text
