"""Whole files and folders, or none: also where another program holds what is to be replaced."""

from pathlib import Path

import pytest

from tests.capabilities import needs_modes
from viewer import disk


def held(times: int) -> type[Path]:
    """Give a path that cannot be renamed the first few times, as Windows says it of a file that is open."""
    left = list(range(times))

    class Held(type(Path())):  # type: ignore[misc]  # the class of this system's paths
        def replace(self, target: Path) -> Path:
            if left:
                left.pop()
                raise PermissionError(13, "Access is denied")
            return Path(super().replace(target))

    return Held


def test_that_a_file_which_a_scanner_holds_for_a_moment_is_renamed_after_it(tmp_path: Path) -> None:
    path, waits = held(3)(tmp_path / "a"), list[float]()
    path.write_bytes(b"new")
    disk.rename(path, tmp_path / "b", waits.append, tries=5)
    assert (tmp_path / "b").read_bytes() == b"new"
    assert len(waits) == 3


def test_that_a_file_which_is_held_for_good_is_told_of(tmp_path: Path) -> None:
    path, waits = held(9)(tmp_path / "a"), list[float]()
    path.write_bytes(b"new")
    with pytest.raises(PermissionError):
        disk.rename(path, tmp_path / "b", waits.append, tries=5)
    assert len(waits) == 4
    assert path.read_bytes() == b"new"


def test_that_what_was_replaced_while_it_was_open_goes_at_the_next_build(tmp_path: Path) -> None:
    out, replaced = tmp_path / "library", tmp_path / ".library-1a2b3c4d.old"
    for folder in (out, replaced):
        folder.mkdir()
    with disk.temporary_beside(out):
        assert not replaced.exists()
    assert out.is_dir()


def test_that_what_was_replaced_stays_while_nothing_is_in_its_place(tmp_path: Path) -> None:
    out, replaced = tmp_path / "library", tmp_path / ".library-1a2b3c4d.old"
    replaced.mkdir()
    with disk.temporary_beside(out):
        assert replaced.is_dir()


@needs_modes
def test_that_a_private_folder_is_this_users_alone(tmp_path: Path) -> None:
    disk.make_private(tmp_path / "data" / "hand-over")
    assert (tmp_path / "data" / "hand-over").stat().st_mode & 0o777 == 0o700
