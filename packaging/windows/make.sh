#!/bin/sh
# `make windows`: freezes the program with build.spec under wine, has it prove itself there, signs it where a key is
# given, and packs the portable zip, the installer for one person and the MSI for a computer.
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python
mkdir -p build/windows

# A window that is drawn nowhere cannot be closed: wine gets a screen.
screen=build/windows/screen
rm -f $screen
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>$screen 2>/dev/null &
trap 'kill $!' EXIT
while [ ! -s $screen ]; do sleep 0.1; done

packaging/windows/inside.sh DISPLAY=":$(cat $screen)" PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 \
    SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$($python -c 'import sys; sys.path[:0] = ["packaging"]; import release; print(release.epoch())')}" \
    sh -c 'cd /project && wine "Z:\python\python.exe" packaging/package.py --folder-only'
packaging/windows/pack.sh
