#!/bin/sh
# `make test-windows-suite`: the tests of the source run under wine by CPython for Windows. What is left out names what
# the computer cannot do (tests/capabilities.py) or is marked slow: each file operation takes wine ten times as long.
#   suite.sh [PYTEST-ARGUMENTS…]    without any: the folders that hold on every system
set -eu
cd "$(dirname "$0")/../.."
mkdir -p build/windows
[ $# -gt 0 ] || set -- tests/library tests/search tests/userdata tests/cli tests/desktop

# A window that is drawn nowhere cannot be closed: wine gets a screen.
screen=build/windows/screen
rm -f $screen
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>$screen 2>/dev/null &
trap 'kill $!' EXIT
while [ ! -s $screen ]; do sleep 0.1; done

# shellcheck disable=SC2016  (the inner shell expands its own arguments)
packaging/windows/inside.sh DISPLAY=":$(cat $screen)" PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 \
    sh -c 'cd /project && exec wine "Z:\python\python.exe" -m pytest -q -m "not slow" -p no:cacheprovider -p no:xdist "$@"' sh "$@"
