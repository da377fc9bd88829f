"""What a frozen program leaves behind; build.spec reads it, and so does the bare window of the benchmark."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

TocEntry = tuple[str, str, str]
"""Name in the folder, file on this machine, kind: as PyInstaller writes it."""

PYINSTALLER = {
    "PYTHONHASHSEED": "1",  # two builds give the same bytes
    # Reading a module is quicker than unpacking it, and the folder is packed as a whole anyway.
    "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
}
"""What PyInstaller finds in its environment."""

PLUGINS = {
    # Everything else that Qt brings is for other windowing systems, OpenGL, the network or the debugger.
    "platforms": {"xcb", "wayland", "offscreen", "windows", "cocoa"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "platforminputcontexts": {"compose", "ibus"},
    "platformthemes": {"xdgdesktopportal"},
    "imageformats": {"svg", "jpeg"},
    "printsupport": {"cups", "windows", "cocoa"},
    "styles": {"modernwindows", "windowsvista", "mac"},
}
"""Plugin folders that are kept, and the plugins in them, without `q`, `lib` and endings."""

QT_MODULES = {
    "Core",
    "Gui",
    "Widgets",
    "Svg",
    "PrintSupport",
    "DBus",
    "XcbQpa",
    "WaylandClient",
    "WlShellIntegration",
}

HOST = re.compile(
    # Belongs to the system's graphics or printing and must match it; named in the README and in the package.
    r"opengl32sw|d3dcompiler|lib(cups|gnutls|gssapi_krb5|krb5\w*|k5crypto|com_err|keyutils|avahi-\w+|p11-kit|nettle|hogweed|idn2|unistring"
    r"|tasn1|gmp|resolv|drm|gtk-3|gdk-3|gdk_pixbuf-2\.0|gio-2\.0|gmodule-2\.0|gobject-2\.0|cairo(-gobject)?|pango\w*-1\.0"
    r"|atk-1\.0|atk-bridge-2\.0|atspi|epoxy|mount|blkid|selinux|pixman-1|harfbuzz|graphite2|fribidi|thai|datrie"
    r"|X(render|composite|i|damage|fixes|inerama|ext|randr|cursor)|wayland-\w+|jpeg|crypto|ssl|readline|tinfo|ncursesw?"
    r"|avcodec|mtdev|input|udev|gudev-1\.0|wacom|evdev|vulkan)[.-]"
)

MODULES = [
    # Nothing of ours looks up, sends, fetches or serves anything.
    *("ssl", "_ssl", "_socket", "socketserver", "http", "urllib.request", "urllib.error", "ftplib"),
    *("smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc", "asyncio", "_asyncio", "webbrowser"),
    # OpenSSL comes in by hashlib, which has its own SHA-256.
    "_hashlib",
    *(
        "tkinter",
        "_tkinter",
        "curses",
        "_curses",
        "readline",
        "pdb",
        "doctest",
        "unittest",
        "pydoc",
        "bdb",
        "cmd",
    ),
    *(
        "lib2to3",
        "distutils",
        "setuptools",
        "pkg_resources",
        "pip",
        "ensurepip",
        "idlelib",
        "turtledemo",
        "test",
    ),
    *(
        "multiprocessing",
        "_multiprocessing",
        "_posixshmem",
        "concurrent.futures.process",
        "xml.sax",
        "xml.dom",
    ),
    *(
        "_codecs_cn",
        "_codecs_hk",
        "_codecs_iso2022",
        "_codecs_jp",
        "_codecs_kr",
        "_codecs_tw",
        "_multibytecodec",
    ),
    # Of XML, segno wants two functions: stand_ins has them; exports are read by expat alone.
    *("xml.sax.expatreader", "xml.sax.handler", "xml.sax.xmlreader", "xml.sax._exceptions", "xml.dom"),
    *("xml.etree", "plistlib"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtDBus"),
    *("PySide6.support.deprecated", "numpy", "PIL", "pytest", "mypy", "_pytest", "pygments"),
]


def plugin_kept(path: Path) -> bool:
    """Say whether a Qt plugin is wanted."""
    name = re.sub(r"^(lib)?q?", "", path.name.split(".")[0])
    wanted = PLUGINS.get(path.parent.name, set())
    return any(
        re.fullmatch(rf"{word}(style|platforminputcontextplugin|printersupport)?", name) for word in wanted
    )


def kept(name: str) -> bool:
    """Say whether the file that would lie at `name` in the frozen folder is wanted."""
    path = Path(name)
    if "translations" in path.parts or "qml" in path.parts:
        return False
    if path.parts[0].endswith(".dist-info"):
        return path.name == "METADATA"  # the rest tells of this machine, not of the package
    if "plugins" in path.parts:
        return plugin_kept(path)
    modules = [match[1] for part in path.parts if (match := re.match(r"(?:lib)?Qt6?([A-Z]\w+)", part))]
    return QT_MODULES.issuperset(modules) and not HOST.match(path.name)


def stripped(entry: TocEntry, folder: Path) -> TocEntry:
    """Point to a copy without debug symbols and without the folders of the machine that built it."""
    name, source, kind = entry
    strip = shutil.which("strip")
    if sys.platform != "linux" or strip is None or kind not in {"BINARY", "EXTENSION"}:
        return entry
    copy = folder / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, copy)
    subprocess.run([strip, "--strip-unneeded", "--enable-deterministic-archives", str(copy)], check=True)
    forget_folders(copy)
    return name, str(copy), kind


def forget_folders(library: Path) -> None:
    """Take out a search path that is not relative to the library itself: nobody else has that folder."""
    if shutil.which("chrpath"):
        heard = subprocess.run(["chrpath", "--list", str(library)], capture_output=True, text=True)
        if "PATH=" in heard.stdout and "$ORIGIN" not in heard.stdout:
            subprocess.run(["chrpath", "--delete", str(library)], stdout=subprocess.DEVNULL, check=True)


def trimmed(entries: list[TocEntry], folder: Path) -> list[TocEntry]:
    """Give back the entries that are wanted, without debug symbols."""
    return [stripped(entry, folder) for entry in entries if kept(entry[0])]


def with_stand_ins(modules: list[TocEntry]) -> list[TocEntry]:
    """Put our few lines in the place of standard modules that would bring the network with them.

    Standard modules go without their docstrings, which nobody can read there: half a megabyte. Those
    of other packages stay as they are, for Whoosh tells damage by assertions that would go as well.
    """
    ours = {file.stem: str(file) for file in (Path(__file__).parent / "stand_ins").glob("*.py")}
    return [(name, ours.get(name, source), _kind(name, kind)) for name, source, kind in modules]


def _kind(name: str, kind: str) -> str:
    standard = name.partition(".")[0] in sys.stdlib_module_names
    return "PYMODULE-2" if standard and kind == "PYMODULE" else kind
