"""The theme in force: design tokens → palette, style sheet and icons, following the system where asked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from viewer.desktop.look.icons import paint_icon, scales_in_use
from viewer.desktop.look.sheets import widget_css
from viewer.desktop.look.tokens import NAMES, Tokens, load_tokens

CHOICES = ("auto", *NAMES)


def theme_of_system() -> str:
    """The theme that the system asks for; its wish for high contrast goes before dark."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


class Theme(QObject):
    """The colours in force; `changed` is emitted when they changed."""

    changed = Signal()

    def __init__(
        self,
        resources: Path,
        choice: str = "auto",
        of_system: Callable[[], str] = theme_of_system,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._resources, self._of_system = resources, of_system
        self._icons: dict[tuple[str, str, tuple[int, ...]], QIcon] = {}
        self._choice = choice if choice in CHOICES else "auto"
        self._density = "comfortable"
        self.name = self._wanted()
        self.tokens: Tokens = load_tokens(resources / "themes", self.name)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.changed)  # icons are painted anew, sharp on that screen too

    @property
    def dark(self) -> bool:
        """Whether the theme in force is dark."""
        return self.name == "dark"

    @property
    def choice(self) -> str:
        """`auto`, `light`, `dark` or `contrast`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take `auto`, `light`, `dark` or `contrast`."""
        self._choice = choice if choice in CHOICES else "auto"
        self._follow()

    def set_density(self, density: str) -> None:
        """Take `comfortable` or `compact`."""
        if density != self._density:
            self._density = density
            self.apply()
            self.changed.emit()

    @property
    def compact(self) -> bool:
        """Whether lists stand close."""
        return self._density == "compact"

    def icon(self, name: str, role: str = "second") -> QIcon:
        """The icon `name` of resources/icons in the colour of token `role`."""
        colour = getattr(self.tokens, role)
        scales = scales_in_use()
        key = (name, colour + self.tokens.off, scales)
        if key not in self._icons:
            path = self._resources / "icons" / f"{name}.svg"
            self._icons[key] = paint_icon(path, colour, self.tokens.off, scales)
        return self._icons[key]

    def apply(self) -> None:
        """Give the application the palette and the style sheet in force."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.palette())
            css = widget_css(self.name, self.tokens, compact=self.compact)
            if application.styleSheet() != css:  # Qt polishes every widget anew, whether or not it changed
                application.setStyleSheet(css)

    def palette(self) -> QPalette:
        """The Qt palette of the tokens."""
        t, role = self.tokens, QPalette.ColorRole
        palette = QPalette(QColor(t.chrome))
        pairs = {
            role.Window: t.chrome, role.WindowText: t.ink, role.Base: t.page, role.AlternateBase: t.side,
            role.Text: t.ink, role.Button: t.chrome, role.ButtonText: t.ink, role.BrightText: t.warn,
            role.Highlight: t.accent, role.HighlightedText: t.on_accent,
            role.Link: t.accent, role.LinkVisited: t.accent,
            role.ToolTipBase: t.page, role.ToolTipText: t.ink,
            role.PlaceholderText: t.muted, role.Mid: t.line,
            role.Light: t.page, role.Midlight: t.side, role.Dark: t.outline, role.Shadow: t.line,
        }  # fmt: skip
        for name, colour in pairs.items():
            palette.setColor(name, QColor(colour))
        for name in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.muted))
        return palette

    def _wanted(self) -> str:
        return self._of_system() if self._choice == "auto" else self._choice

    def _follow(self) -> None:
        name = self._wanted()
        if name != self.name:
            self.name = name
            self.tokens = load_tokens(self._resources / "themes", name)
            self.apply()
            self.changed.emit()
