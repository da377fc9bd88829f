"""What search loads, and when, seen from a fresh interpreter."""

import subprocess
import sys

NETWORK = ("ssl", "socket", "_ssl", "http", "urllib.request", "asyncio", "multiprocessing", "ftplib")


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has after running `code`."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    return set(done.stdout.split())


def test_that_naming_the_seam_loads_no_whoosh():
    modules = loaded(
        "import viewer.search, viewer.search.answer, viewer.library.vocabulary;"
        "import viewer.search.analysis.analyser"
    )
    assert not {module for module in modules if module.split(".")[0] in ("whoosh", "rapidfuzz", "PySide6")}


def test_that_an_engine_loads_nothing_that_talks_to_a_network():
    modules = loaded("import viewer.search.engine, viewer.search.index.build")
    assert not modules & set(NETWORK)
    assert "PySide6" not in modules
