"""The command that shows a content folder as a library while it is written."""

import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from viewer import paths
from viewer.cli.output import Streams, clean
from viewer.errors import UsageError
from viewer.proofs import Proofs

DONE, FAULTS = 0, 1


def edit(streams: Streams, source: Path) -> int:
    """Open a window on the folder; without a display its faults are printed once."""
    if not source.is_dir():
        raise UsageError(f"{source} is no folder. Begin a library there: wardshelf new library {source}")
    with TemporaryDirectory(prefix="wardshelf-edit-", ignore_cleanup_errors=True) as place:
        proofs = Proofs(source.resolve(), Path(place))
        first = proofs.renew()
        if first is None or first.directory is None:
            _tell(streams, proofs)
            streams.err.line("Mend library.toml first; without it there is nothing to show.")
            return FAULTS
        code = _window(first.directory, streams.data_dir or _reader_folder(source), proofs)
        if code is None:
            streams.err.line("There is no display to open a window on; here is what the check says.")
            _tell(streams, proofs)
            return DONE
        return code


def _window(library: Path, data: Path, proofs: Proofs) -> int | None:
    try:
        from viewer.desktop.start import run  # late: Qt is slow, and may be missing
    except ImportError as error:
        if (error.name or "").startswith("viewer"):
            raise
        return None
    return run(library, data, "", proofs)


def _reader_folder(source: Path) -> Path:
    """A place for marks and windows of each folder that is edited, apart from the reader's own."""
    whole = str(source.resolve()).encode("utf-8", "surrogatepass")
    return paths.user_data() / "editing" / f"{source.resolve().name}-{zlib.crc32(whole):08x}"


def _tell(streams: Streams, proofs: Proofs) -> None:
    for problem in proofs.last.problems if proofs.last else ():
        streams.out.line(clean(str(problem)))
    streams.out.flush()
    streams.err.line(f"{proofs.source}: {proofs.last.summary if proofs.last else 'empty'}")
