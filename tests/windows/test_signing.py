"""Signing with a key that is made for the test: every program, the installer and the MSI bear one name."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from windows import sign

from tests.windows.conftest import MADE

PUBLISHER = "Wardshelf test key"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Make a key, as the workflow would be given one."""
    place = tmp_path_factory.mktemp("key")
    key, certificate, both = place / "key.pem", place / "certificate.pem", place / "both.pfx"
    subject = ["-subj", f"/CN={PUBLISHER}", "-addext", "extendedKeyUsage=codeSigning", "-days", "30"]
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:3072",
        "-nodes",
        "-keyout",
        key,
        "-out",
        certificate,
        *subject,
    )
    run(
        "openssl",
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-out",
        both,
        "-passout",
        "pass:é 1",
    )
    encoded = base64.b64encode(both.read_bytes()).decode()
    return {"WINDOWS_CERTIFICATE": encoded, "WINDOWS_CERTIFICATE_PASSWORD": "é 1", "CA": str(certificate)}


@pytest.fixture(scope="module")
def signed(frozen: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sign a copy of what was made."""
    copy = tmp_path_factory.mktemp("signed")
    shutil.copytree(frozen, copy / "wardshelf")
    for made in (*MADE.glob("*-setup.exe"), *MADE.glob("*.msi")):
        shutil.copy2(made, copy)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        assert sign.main([copy]) == 0
    return copy


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_that_every_program_and_both_installers_bear_one_name(
    signed: Path, environment: dict[str, str]
) -> None:
    files = list(sign.to_sign([signed]))
    assert {".exe", ".dll", ".pyd", ".msi"} == {file.suffix for file in files}
    for file in files:
        said = run("osslsigncode", "verify", "-CAfile", environment["CA"], "-in", file)
        assert f"CN={PUBLISHER}" in said.replace("CN = ", "CN="), file.name
        assert "Signature verification: ok" in said


def test_that_a_file_which_was_changed_afterwards_is_found_out(
    signed: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    changed = tmp_path / "Wardshelf.exe"
    data = bytearray((signed / "wardshelf" / "Wardshelf.exe").read_bytes())
    data[0x2000] ^= 1
    changed.write_bytes(data)
    command = ["osslsigncode", "verify", "-CAfile", environment["CA"], "-in", str(changed)]
    assert subprocess.run(command, capture_output=True).returncode != 0


def test_that_without_a_key_nothing_is_signed_and_that_is_said(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WINDOWS_CERTIFICATE", raising=False)
    copy = Path(shutil.copy2(frozen / "Wardshelf.exe", tmp_path))
    before = copy.read_bytes()
    assert sign.main([tmp_path]) == 0
    assert copy.read_bytes() == before
    assert "Not signed" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [copy]
