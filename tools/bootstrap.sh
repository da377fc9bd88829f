#!/bin/sh
# Finds a Python that Wardshelf runs on and hands over to bootstrap.py; `make setup` calls it.
cd "$(dirname "$0")/.." || exit 2
for python in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    [ -n "$python" ] || continue
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        exec "$python" tools/bootstrap.py "$@"
    fi
done
found=$(python3 --version 2>/dev/null || echo 'none')
echo "Wardshelf needs Python 3.11, 3.12 or 3.13 (found: $found). Install one, or name it: make PYTHON=/path/to/python3.12" >&2
exit 2
