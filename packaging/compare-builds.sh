#!/usr/bin/env bash
# Builds this commit twice, as two people would who know nothing of one another: in two folders, one with a space and an
# accent in its name, at two times, in two time zones, locales and umasks. Prints every difference; takes five minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d -p "${TMPDIR:-/var/tmp}" compare-builds.XXXXXX)
trap 'rm -rf "$place"' EXIT

build() { # build FOLDER UMASK [NAME=VALUE…]
    git clone --quiet . "$1"
    (cd "$1" && umask "$2" && env "${@:3}" make --no-print-directory package >"$1.log" 2>&1) ||
        { tail -20 "$1.log" >&2 && exit 1; }
    (cd "$1/dist" && find . \( -type f -printf '%m %p ' -exec sha256sum {} \; \) -o \( -type l -printf '%p -> %l\n' \)) |
        sed 's/  .*//' | sort -k2
}
build "$place/first" 022 TZ=UTC LC_ALL=C.UTF-8 >"$place/first.sums"
build "$place/the sécond one" 077 TZ=Pacific/Auckland LC_ALL=C HOME="$place" >"$place/second.sums"
# The archives' own rights are whoever's who made them; what is in them is compared by their hashes.
if diff <(sed '/\.\/wardshelf[-_].*\.\|SHA256SUMS/s/^[0-7]* //' "$place/first.sums" | sort) \
    <(sed '/\.\/wardshelf[-_].*\.\|SHA256SUMS/s/^[0-7]* //' "$place/second.sums" | sort); then
    echo "Two builds are alike: $(wc -l <"$place/first.sums") files, among them $(cd "$place/first/dist" && echo wardshelf[-_]*)."
else
    echo "Two builds differ, see above." >&2
    exit 1
fi
