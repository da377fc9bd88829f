"""Filter chips: the kinds that were found, with counts."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from viewer.desktop.widgets.flow_layout import FlowLayout
from viewer.library.model import KIND_NAMES

_ORDER = ("modality", "faq", "paper", "guide", "trial", "reference", "page")


class KindChips(QWidget):
    """One chip for all hits and one a kind; exactly one is down."""

    kind_chosen = Signal(str)  # a kind, or empty for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Filter hits by kind")
        flow = FlowLayout(7, self)
        flow.setContentsMargins(12, 10, 12, 10)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, QPushButton] = {}
        for kind in ("", *_ORDER):
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _=False, kind=kind: self.kind_chosen.emit(kind))
            self._group.addButton(chip)
            flow.addWidget(chip)
            self._chips[kind] = chip
        self._chips[""].setChecked(True)

    def show_counts(self, counts: Mapping[str, int], chosen: str) -> None:
        """Show `counts` of each kind, with `chosen` down even where it has none."""
        for kind, chip in self._chips.items():
            count = counts.get(kind, 0) if kind else sum(counts.values())
            name = KIND_NAMES[kind][1] if kind else "All"
            chip.setText(f"{name} {count}")
            chip.setAccessibleName(f"{name}, {count} found")
            chip.setVisible(not kind or count > 0 or kind == chosen)
        self._chips[chosen].setChecked(True)
        self.updateGeometry()
