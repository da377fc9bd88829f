"""Which parts of what the reader keeps go into a file, or are taken from one."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.small import button, label
from viewer.userdata.exchange import PARTS


class PartsSheet(Sheet):
    """A tick box for every part that holds something; `wanted` are ticked."""

    chosen = Signal(object)  # tuple of names of parts

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        title: str,
        said: str,
        do: str,
        counts: Mapping[str, int],
        wanted: Collection[str],
    ) -> None:
        super().__init__(theme, host, title, width=520)
        self.body.addWidget(label(said))
        self.boxes: dict[str, QCheckBox] = {}
        for part, name in PARTS.items():
            if counts[part]:
                self._add(part, name if part == "session" else f"{name} ({counts[part]:,})", part in wanted)
        self.body.addStretch(1)
        self.do_button = button(do, self._choose, "primary")
        self.footer.addWidget(button("Cancel", self.dismiss))
        self.footer.addWidget(self.do_button)
        self._allow()

    def _add(self, part: str, text: str, ticked: bool) -> None:
        box = QCheckBox(text)
        box.setChecked(ticked)
        box.toggled.connect(self._allow)
        self.boxes[part] = box
        self.body.addWidget(box)

    def _allow(self) -> None:
        self.do_button.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    def _choose(self) -> None:
        parts = tuple(part for part, box in self.boxes.items() if box.isChecked())
        self.dismiss()
        self.chosen.emit(parts)
