"""What the composition root knows of the desk before it is built: names only, nothing is loaded for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from viewer.userdata.records import Notice


class AtTheDesk(Protocol):
    """The desk, as the program uses it."""

    def keep(self) -> None:
        """Keep the session and where the window stands."""

    def first_start(self) -> None:
        """Show the first-start text where it was not accepted yet."""

    def notify(self, text: str) -> None:
        """Show a sentence in the bar."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in the bar."""

    def show_fault(self, details: str) -> None:
        """Show a fault of ours."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """The desk and the handlers of its commands."""

    desk: AtTheDesk
    handlers: Mapping[str, Callable[[], None]]
