"""Compiles content/ so that two runs give the same bytes: the library that is handed out.

Whoosh names its files at random and notes in them when they were written; here chance and clock stand still.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import release


def stage(target: Path) -> None:
    """Fill `target` with the resources and a library compiled in a process of its own, for its hash seed."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(release.ROOT / "resources", target, ignore=shutil.ignore_patterns("library"))
    environment = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(release.epoch())}
    command = [sys.executable, __file__, str(target / "library")]
    subprocess.run(command, env=environment, check=True)


def hold_still() -> None:
    """Stop chance and clock as far as Whoosh asks them."""
    from whoosh.filedb.filestore import FileStorage  # late: only the process that compiles needs it

    random.seed(1)
    moment = float(release.epoch())
    FileStorage.file_modified = lambda _self, _name: moment  # type: ignore[method-assign]


def compile_library(target: Path) -> int:
    """Run our own `build`, with a reader's folder that is thrown away."""
    sys.path.insert(0, str(release.ROOT))
    from viewer.cli.run import main  # late: it can be imported only once the source tree is on the path

    with tempfile.TemporaryDirectory() as scratch:
        return main(["build", str(release.ROOT / "content"), "-o", str(target), "--data-dir", scratch])


if __name__ == "__main__":
    hold_still()
    sys.exit(compile_library(Path(sys.argv[1])))
