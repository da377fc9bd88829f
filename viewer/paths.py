"""Where content, resources and the reader's files are: the only module that knows."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
# Beside the package in a source tree and, because build.spec puts it there, in the frozen folder too.
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent


def resources() -> Path:
    """Icons, themes, fonts and page style."""
    return _ROOT / "resources"


def bundled_library() -> Path:
    """The compiled library that was installed with the program."""
    return resources() / "library"


def program_folder() -> Path:
    """Where the program was installed; a file named `portable` there keeps everything beside it."""
    root = _PACKAGE.parent
    if root.name == "Frameworks" and root.parent.name == "Contents":
        return root.parents[2]  # macOS: beside the bundle, for nothing may change within a signed one
    # In a frozen folder the package lies in `_internal`, the executable one level up.
    return root.parent if root.name == "_internal" else root


def user_data() -> Path:
    """The folder of the reader's own file; not created here."""
    if (program_folder() / "portable").is_file():
        return program_folder() / "data"
    return Path(platformdirs.user_data_dir("wardshelf", appauthor=False))


def user_cache() -> Path:
    """The folder for what can be made again, such as rebuilt indexes; not created here."""
    if (program_folder() / "portable").is_file():
        return program_folder() / "data" / "cache"
    return Path(platformdirs.user_cache_dir("wardshelf", appauthor=False))
