"""The settings, built from their table; every change takes effect at once."""

from collections.abc import Callable, Iterable, Mapping, Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from viewer.desktop.look.theme import Theme
from viewer.desktop.sheets.sheet import Sheet
from viewer.desktop.widgets.plain import PlainLabel
from viewer.desktop.widgets.small import button, label, row
from viewer.userdata.settings import Setting, SettingValue

Changed = Callable[[SettingValue], None]
LOCKED = "Set by your administrator."


class _Choice(QComboBox):
    """One of several values; the wheel scrolls the sheet rather than the value."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        for choice in setting.choices:
            self.addItem(choice.label, choice.value)
        self.currentIndexChanged.connect(lambda index: changed(self.itemData(index)))

    def show_value(self, value: SettingValue) -> None:
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Number(_Choice):
    """A number within a range, as a list: a style sheet makes the arrows of a spin box too small to hit."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__(setting, changed)
        self._unit = setting.unit
        self.blockSignals(True)
        for value in range(setting.minimum, setting.maximum + 1, setting.step):
            self.addItem(f"{value} {setting.unit}".strip(), value)
        self.blockSignals(False)

    def show_value(self, value: SettingValue) -> None:
        values = [int(self.itemData(place)) for place in range(self.count())]
        if int(value) not in values:  # chosen elsewhere, in other steps
            values = sorted([*values, int(value)])
            self.insertItem(values.index(int(value)), f"{value} {self._unit}".strip(), int(value))
        self.setCurrentIndex(values.index(int(value)))


class _Switch(QCheckBox):
    """Yes or no."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__(setting.label)
        self.toggled.connect(changed)

    def show_value(self, value: SettingValue) -> None:
        self.setChecked(bool(value))


_Field = _Choice | _Switch


class SettingsSheet(Sheet):
    """Every setting of the table. The window listens and keeps the values."""

    setting_changed = Signal(str, object)
    reset_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        settings: Iterable[Setting],
        values: Mapping[str, SettingValue],
        locked: Set[str] = frozenset(),
    ) -> None:
        super().__init__(theme, host, "Settings", width=600)
        self.fields: dict[str, _Field] = {}
        self._locked = locked
        group = ""
        for setting in settings:
            if setting.group != group:
                group = setting.group
                self.body.addWidget(label(group.upper(), "heading"))
            self._add(setting)
        self.body.addStretch(1)
        self.footer.insertWidget(0, button("Restore the defaults", self.reset_requested.emit))
        self.footer.addWidget(button("Close", self.dismiss, "primary"))
        for key, value in values.items():
            self.show_value(key, value)

    def show_value(self, key: str, value: SettingValue) -> None:
        """Show a value that was changed elsewhere, without saying that it changed here."""
        field = self.fields.get(key)
        if field is not None:
            field.blockSignals(True)
            field.show_value(value)
            field.blockSignals(False)

    def _add(self, setting: Setting) -> None:
        field = _field(setting, lambda value, key=setting.key: self.setting_changed.emit(key, value))  # type: ignore[misc]
        field.setAccessibleName(setting.label)
        told = f"{LOCKED} {setting.help}" if setting.key in self._locked else setting.help
        field.setEnabled(setting.key not in self._locked)
        field.setAccessibleDescription(told)
        self.fields[setting.key] = field
        help_text = label(told, "hint")
        block = QVBoxLayout()
        block.setSpacing(2)
        if isinstance(field, _Switch):
            block.addWidget(field)
            help_text.setIndent(_text_indent(field))
        else:
            block.addLayout(_labelled(setting.label, field))
        block.addWidget(help_text)
        self.body.addLayout(block)


def _field(setting: Setting, changed: Changed) -> _Field:
    if setting.choices:
        return _Choice(setting, changed)
    return _Switch(setting, changed) if isinstance(setting.default, bool) else _Number(setting, changed)


def _labelled(text: str, field: QWidget) -> "QVBoxLayout":
    field.setFixedWidth(210)
    name = PlainLabel(text)
    name.setBuddy(field)
    name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made = QVBoxLayout()
    made.addLayout(row(name, None, field))
    return made


def _text_indent(field: QCheckBox) -> int:
    style = field.style()
    return style.pixelMetric(style.PixelMetric.PM_IndicatorWidth) + 8
