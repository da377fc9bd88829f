#!/usr/bin/env bash
# Runs the installer under wine against stand-in folders: silent installation, upgrade in place, a program that is open,
# another folder, removal. Needs makensis and wine with its 32-bit part; nothing of it says how the program itself runs.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=$(mktemp -d -p "${TMPDIR:-/tmp}" wine-installer.XXXXXX)
export WINEPREFIX=$place/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
trap 'wineserver -k 2>/dev/null || true; rm -rf "$place"' EXIT
script=packaging/windows/installer.nsi
icon=/usr/share/nsis/Contrib/Graphics/Icons/modern-install.ico

say() { printf '== %s\n' "$*"; }
fail() {
    echo "FAIL: $*" >&2
    exit 1
}
there() { for file in "$@"; do [ -e "$file" ] || fail "$file is missing"; done; }
gone() { for file in "$@"; do [ ! -e "$file" ] || fail "$file is still there"; done; }
registry() { wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Wardshelf' "$@" 2>/dev/null | tr -d '\r'; }

# A stand-in for the program that can be started and stays open for a while: NSIS makes executables, too.
cat >"$place/open.nsi" <<EOF
OutFile "$place/open.exe"
SilentInstall silent
RequestExecutionLevel user
Section
  FileOpen \$0 "\$EXEDIR\\started" w
  FileClose \$0
  Sleep 20000
SectionEnd
EOF
makensis -V1 "$place/open.nsi"

edition() { # edition VERSION FILE…: compile an installer of a stand-in folder
    local version=$1 folder=$place/$1 file
    mkdir -p "$folder/_internal/resources" "$folder/licences/qt"
    cp "$place/open.exe" "$folder/Wardshelf.exe"
    cp "$place/open.exe" "$folder/wardshelf-cli.exe"
    echo "$version" >"$folder/_internal/version.txt"
    echo text >"$folder/licences/qt/LICENSE"
    for file in LICENSE.txt LICENSE-CONTENT.txt sbom.cdx.json "${@:2}"; do echo "$version" >"$folder/$file"; done
    makensis -V1 -DVERSION="$version" -DFOLDER="$folder" -DTARGET="$place/setup-$version.exe" -DICON="$icon" "$script"
}
edition 0.0.9 _internal/old-only.txt
edition 0.1.0 _internal/new-only.txt

wine wineboot --init >/dev/null 2>&1
local=$(winepath -u "$(wine cmd /c 'echo %LOCALAPPDATA%' 2>/dev/null | tr -d '\r')")
menu=$(winepath -u "$(wine cmd /c 'echo %APPDATA%' 2>/dev/null | tr -d '\r')")/Microsoft/Windows/Start\ Menu/Programs
program=$local/Programs/Wardshelf
mkdir -p "$local/wardshelf"
echo notes >"$local/wardshelf/reader.sqlite"

say "Silent installation, into the reader's own folder"
wine "$place/setup-0.0.9.exe" /S
there "$program/Wardshelf.exe" "$program/wardshelf-cli.exe" "$program/_internal/old-only.txt" "$program/uninstall.exe" "$menu/Wardshelf.lnk"
registry /v DisplayVersion | grep -q '0\.0\.9' || fail "the version is not registered"
registry /v QuietUninstallString | grep -q 'uninstall\.exe.* /S' || fail "the silent removal is not registered"

say "Silent upgrade in place: no old file stays, what an administrator and a reader put there does"
echo 'theme = "dark"' >"$program/defaults.toml"
wine "$place/setup-0.1.0.exe" /S
there "$program/_internal/new-only.txt" "$program/defaults.toml" "$local/wardshelf/reader.sqlite"
gone "$program/_internal/old-only.txt"
registry /v DisplayVersion | grep -q '0\.1\.0' || fail "the new version is not registered"

say "While the program is open, nothing is changed and the exit code is 3"
wine "$program/Wardshelf.exe" &
opened=$!
for _ in $(seq 100); do
    [ -e "$program/started" ] && break
    sleep 0.1
done
there "$program/started"
code=0
wine "$place/setup-0.0.9.exe" /S || code=$?
[ "$code" -eq 3 ] || fail "an installation over an open program ended with $code"
there "$program/_internal/new-only.txt"
gone "$program/_internal/old-only.txt"
wait "$opened"
rm "$program/started"

say "Silent removal: the program goes, the reader's files stay"
wine "$program/uninstall.exe" /S "_?=$(winepath -w "$program")"
rm -f "$program/uninstall.exe" # told where it stands, it cannot delete itself
rmdir "$program" || fail "something was left in the program's folder"
gone "$menu/Wardshelf.lnk"
if registry 2>&1 | grep -q DisplayName; then fail "the removal is still registered"; fi
grep -q notes "$local/wardshelf/reader.sqlite"

say "Another folder, with spaces and an accent; files of the reader in it stay (portable)"
elsewhere=$WINEPREFIX/drive_c/Wärd\ shelf\ é
wine "$place/setup-0.1.0.exe" /S '/D=C:\Wärd' shelf é # unquoted on the command line, as NSIS wants it
there "$elsewhere/Wardshelf.exe"
mkdir "$elsewhere/data"
echo here >"$elsewhere/portable"
echo notes >"$elsewhere/data/reader.sqlite"
wine "$place/setup-0.0.9.exe" /S # finds the folder again by itself
there "$elsewhere/_internal/old-only.txt" "$elsewhere/data/reader.sqlite"
gone "$program"
wine "$elsewhere/uninstall.exe" /S '_?=C:\Wärd' shelf é
there "$elsewhere/data/reader.sqlite" "$elsewhere/portable"
gone "$elsewhere/Wardshelf.exe" "$elsewhere/_internal"
say "All of it passed."
