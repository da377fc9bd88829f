"""Settings at work: what the reader chooses takes effect at once and is kept."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from viewer.desktop.look.theme import Theme
from viewer.desktop.widgets.row_list import Where
from viewer.desktop.window.window import MainWindow
from viewer.userdata.settings import BY_KEY, SETTINGS, SettingValue
from viewer.userdata.store import Store

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_WHERE = {"same": Where.HERE, "new": Where.NEW, "background": Where.BACKGROUND}


class Settings(QObject):
    """Applies settings to the window and keeps them."""

    changed = Signal(str, object)  # key, value

    def __init__(self, store: Store, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._settings, self._theme, self._window = store.settings, theme, window
        # Of the system: where it is set to reduced motion, nothing of ours may turn an effect on.
        self._effects = [effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]
        window.parts.tabs.zoom_changed.connect(self._zoomed)

    def apply_all(self) -> None:
        """Bring every setting into effect."""
        for setting in SETTINGS:
            self._apply(setting.key, self._settings.get(setting.key))

    def show(self) -> None:
        """Open the sheet of settings."""
        from viewer.desktop.sheets.settings import SettingsSheet  # late: it costs start-up time

        values, locked = self._settings.values(), self._settings.locked
        sheet = SettingsSheet(self._theme, self._window, SETTINGS, values, locked)
        sheet.setting_changed.connect(self._choose)
        sheet.reset_requested.connect(self._reset)
        sheet.closed.connect(sheet.deleteLater)
        self.changed.connect(sheet.show_value)
        sheet.open()

    def toggle_theme(self) -> None:
        """Light becomes dark and dark becomes light, whatever the system says."""
        self._choose("theme", "light" if self._theme.dark else "dark")

    def _zoomed(self, zoom: int) -> None:
        self._choose("zoom", zoom)
        if "zoom" in self._settings.locked:
            return
        self._window.status.message(f"Text size {zoom}%")

    def _choose(self, key: str, value: SettingValue) -> None:
        if key in self._settings.locked:
            self._window.status.message(f"{BY_KEY[key].label}: set by your administrator")
            value = self._settings.get(key)
        else:
            self._settings.set(key, value)
        self._apply(key, value)
        self.changed.emit(key, value)

    def _reset(self) -> None:
        for setting in SETTINGS:
            self._settings.reset(setting.key)
            value = self._settings.get(setting.key)
            self._apply(setting.key, value)
            self.changed.emit(setting.key, value)

    def _apply(self, key: str, value: SettingValue) -> None:
        commands = self._window.commands
        if key == "theme":
            self._theme.choose(str(value))
        elif key == "zoom":
            self._window.parts.tabs.set_zoom(int(value))
        elif key == "density":
            self._theme.set_density(str(value))
        elif key == "open_links":
            self._window.links_open = _WHERE[str(value)]
        elif key == "slash_key":
            commands.set_keys("search-slash", on=bool(value))
        elif key == "question_mark_key":
            commands.set_keys("shortcuts", on=bool(value))
        elif key == "animation":
            for effect in self._effects:
                QApplication.setEffectEnabled(effect, bool(value))
