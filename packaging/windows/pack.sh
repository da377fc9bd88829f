#!/bin/sh
# Signs what was frozen for Windows, packs it and signs that too, where a key is given (see sign.py); on Linux.
set -eu
cd "$(dirname "$0")/../.."
export WARDSHELF_SYSTEM=win32
python=.venv/bin/python
$python packaging/windows/sign.py dist/windows/wardshelf
$python packaging/package.py --pack-only
$python packaging/windows/sign.py dist/windows/*.exe dist/windows/*.msi
$python packaging/package.py --sums-only
