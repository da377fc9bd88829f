#!/bin/sh
# Finds a Python that Wardshelf runs on and hands over to bootstrap.py; `make setup` calls it.
cd "$(dirname "$0")/.." || exit 2

try() {
    python=$1
    shift
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        exec "$python" tools/bootstrap.py "$@"
    fi
}

if [ -n "${PYTHON:-}" ]; then
    try "$PYTHON" "$@" # one that was named is taken or refused, never passed over
else
    for candidate in python3 python3.13 python3.12 python3.11; do try "$candidate" "$@"; done
fi
name=${PYTHON:-python3}
found=$("$name" --version 2>/dev/null || echo "none at $name")
echo "Wardshelf needs Python 3.11, 3.12 or 3.13 (found: $found). Install one, or name it: make PYTHON=/path/to/python3.12" >&2
exit 2
