"""Puts the compiled library and the resources into every wheel, so that `pip install .` is all it takes."""

import shutil
import sys
import tempfile
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


def compile_library(target: Path) -> None:
    """Run our own `build` on the content of this source tree."""
    sys.path.insert(0, str(ROOT))
    from viewer.cli.run import main  # late: it can be imported only once the source tree is on the path

    with tempfile.TemporaryDirectory() as scratch:  # nothing may be left in the home of whoever builds
        code = main(["build", str(ROOT / "content"), "-o", str(target), "--data-dir", scratch])
    if code:
        raise SystemExit(
            "The library in content/ could not be compiled; `wardshelf check content` names every fault."
        )


class BuildWithLibrary(build_py):
    """`build_py` that also fills `viewer/_bundled`; an editable install reads the source tree instead."""

    def run(self) -> None:
        """Build afresh: what an earlier build left behind must not slip into a wheel."""
        package = Path(self.build_lib) / "viewer"
        if not self.editable_mode:
            shutil.rmtree(package, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            resources = package / "_bundled" / "resources"
            shutil.copytree(ROOT / "resources", resources, ignore=shutil.ignore_patterns("library"))
            compile_library(resources / "library")


setup(cmdclass={"build_py": BuildWithLibrary})
