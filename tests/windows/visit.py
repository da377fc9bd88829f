"""A reader's visit to the frozen program: what they press, and where it can be seen that it worked."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.windows.wine import Computer, Screen, wait_for

TITLE = "Wardshelf"


@dataclass
class Visit:
    """One start of the program, until it is left."""

    clinic: Computer
    screen: Screen
    folder: Path
    """Where the program lies."""
    data: Path
    """Where the reader's file lies."""
    process: "subprocess.Popen[bytes]" = field(init=False)

    def begin(self, *words: str) -> None:
        """Start the program and wait for its window."""
        self.process = self.clinic.start(self.folder / "Wardshelf.exe", *words)
        self.screen.focus(TITLE)

    def accept(self) -> None:
        """Read the first start's text."""
        self.until("SELECT 1 FROM state WHERE name = 'accepted'", "Return")

    def look_up(self, words: str, doc: str) -> None:
        """Search, and open what is found."""
        self.screen.focus(TITLE)
        self.screen.press("ctrl+k", "ctrl+a")
        self.screen.type(words)
        self.until(f"SELECT 1 FROM visits WHERE doc = '{doc}'", "Return")  # noqa: S608  (a name of ours)

    def until(self, question: str, *keys: str) -> None:
        """Press keys until the reader's own file says yes."""

        def kept() -> bool:
            if found := self.kept(question):
                return bool(found)
            self.screen.focus(TITLE)
            self.screen.press(*keys)
            return False

        wait_for(kept, question)

    def kept(self, question: str) -> list[tuple[object, ...]]:
        """Ask the reader's own file."""
        try:
            uri = f"{(self.data / 'reader.sqlite').as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as store:
                return store.execute(question).fetchall()
        except sqlite3.Error:  # not there yet
            return []

    def export_pdf(self) -> None:
        """Save the page as PDF where the dialog suggests."""
        self.screen.focus(TITLE)
        self.screen.press("ctrl+shift+p")
        self.screen.focus("Export PDF")
        self.screen.press("Return")
        wait_for(lambda: list(self.clinic.home.glob("*.pdf")), "a PDF in the reader's home")

    def leave(self) -> int:
        """Quit, and give the exit code."""
        self.screen.focus(TITLE)
        self.screen.press("ctrl+q")
        return self.process.wait(60)


def put(frozen: Path, clinic: Computer) -> Path:
    """Copy the frozen program onto the computer."""
    target = clinic.drive / "Programme für Ärzte" / "Wardshelf"
    if not target.exists():
        shutil.copytree(frozen, target)
        subprocess.run(["chown", "-R", "1000:1000", str(target.parent)], check=True)
    return target
