"""Long work in a child process of our own command line, so that the window never waits for it."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from viewer import CHILD


def own_program() -> tuple[str, list[str]]:
    """The program and first arguments that start this command line, frozen or not."""
    if getattr(sys, "frozen", False):
        own = Path(sys.executable)
        # Where the window has an executable of its own, that one has no streams (Windows) or an icon in the
        # dock (macOS): the command line is its neighbour.
        talking = own.with_name(f"wardshelf-cli{own.suffix}")
        return str(talking if talking.is_file() else own), []
    return sys.executable, ["-m", "viewer"]


class Child(QObject):
    """One run of `wardshelf ARGUMENTS`; tells each line of progress and how it ended."""

    progressed = Signal(str)
    finished = Signal(bool, str)  # whether it went well; else what it said

    def __init__(self, arguments: list[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(CHILD, "1")
        self._process.setProcessEnvironment(environment)
        program, first = own_program()
        self._process.setProgram(program)
        self._process.setArguments([*first, *arguments])
        self._process.readyReadStandardError.connect(self._listen)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail)

    def start(self) -> None:
        """Begin; `finished` tells the end."""
        self._process.start()

    def stop(self) -> None:
        """End it; what it made half is its own to clear away.

        It ends with its standard input: Windows has no signal that a program without a window would hear.
        """
        self._process.errorOccurred.disconnect(self._fail)
        self._process.finished.disconnect(self._end)
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(2_000):
            self._process.kill()
            self._process.waitForFinished(2_000)

    def _listen(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        lines = [line for line in text.replace("\r", "\n").splitlines() if line.strip()]
        if lines:
            self._said = lines[-1].strip()
            self.progressed.emit(self._said)

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._listen()
        well = code == 0 and status == QProcess.ExitStatus.NormalExit
        self.finished.emit(well, "" if well else self._said)

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.finished.emit(False, f"{self._process.program()} could not be started.")


MakeChild = Callable[[list[str], QObject], Child]
"""Makes a child process of our own command line with these arguments."""
