#!/usr/bin/env bash
# Signs executables with the certificate in $CERTIFICATE (base64 of a .pfx) and $PASSWORD; used by the release workflow.
set -euo pipefail
key=$(mktemp)
trap 'rm -f "$key"' EXIT
base64 --decode <<<"$CERTIFICATE" >"$key"
tool=$(find "/c/Program Files (x86)/Windows Kits/10/bin" -path '*x64/signtool.exe' | sort | tail -1)
for file in "$@"; do
    "$tool" sign //fd SHA256 //td SHA256 //tr http://timestamp.digicert.com //f "$(cygpath -w "$key")" //p "$PASSWORD" "$file"
    "$tool" verify //pa "$file"
done
