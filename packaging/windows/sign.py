"""Signs programs, libraries, installers and MSIs with one certificate, by osslsigncode on any system.

    sign.py FILE OR FOLDER…

The key comes by the environment: `WINDOWS_CERTIFICATE` is a .pfx in base64, `WINDOWS_CERTIFICATE_PASSWORD`
its password; `WINDOWS_TIMESTAMP`, where given, the address of a server that says when. Without a certificate
nothing is signed, and that is said.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ENDINGS = {".exe", ".dll", ".pyd", ".msi"}
NAME = "Wardshelf"


def to_sign(places: Sequence[Path]) -> Iterator[Path]:
    """Yield all files that Windows takes signed, those of other makers too: one publisher is wanted."""
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in files if file.suffix.lower() in ENDINGS)


def sign(file: Path, certificate: Path, password: Path, timestamp: str) -> None:
    """Put a signature in the place of any that is there."""
    signed = file.with_name(f"{file.name}.signed")
    command = [
        "osslsigncode",
        "sign",
        "-pkcs12",
        str(certificate),
        "-readpass",
        str(password),
        "-h",
        "sha256",
    ]
    command += ["-n", NAME, *(["-ts", timestamp] if timestamp else []), "-in", str(file), "-out", str(signed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        signed.unlink(missing_ok=True)
        sys.exit(f"{file} could not be signed:\n{done.stdout}{done.stderr}")
    times = file.stat()
    signed.replace(file)
    os.utime(file, (times.st_mtime, times.st_mtime))  # two builds with one key differ by the signature alone


def main(places: Sequence[Path]) -> int:
    """Sign everything in `places`, if there is a key."""
    key = os.environ.get("WINDOWS_CERTIFICATE", "")
    if not key:
        print("Not signed: no WINDOWS_CERTIFICATE is given.")
        return 0
    with tempfile.TemporaryDirectory() as folder:  # which is this user's alone
        certificate, password = Path(folder) / "key.pfx", Path(folder) / "password"
        certificate.write_bytes(base64.b64decode(key))
        password.write_text(os.environ.get("WINDOWS_CERTIFICATE_PASSWORD", ""), "utf-8")
        files = list(to_sign(places))
        for file in files:
            sign(file, certificate, password, os.environ.get("WINDOWS_TIMESTAMP", ""))
    print(f"Signed {len(files)} files.")
    return 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
