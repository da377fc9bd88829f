#!/usr/bin/env bash
# Builds the program twice from this commit and compares file lists and hashes; prints every difference.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for turn in first second; do
    rm -rf build/package dist resources/library build/library.stamp
    make --no-print-directory package >/dev/null
    (cd dist && find . -type f -exec sha256sum {} + | sort -k2) >"$place/$turn"
done
if diff "$place/first" "$place/second"; then
    echo "Two builds are alike: $(wc -l <"$place/first") files."
else
    echo "Two builds differ, see above." >&2
    exit 1
fi
