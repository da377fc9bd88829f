#!/usr/bin/env bash
# Tries what `make package` made on a Debian that has nothing: no Python, no compiler, no font. By hand, as root, with
# mmdebstrap or debootstrap, Xvfb, xdotool and ImageMagick; takes a few minutes a suite.
#   packaging/try-bare-debian.sh [SUITE [FOLDER FOR PICTURES]]
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-bookworm}
tarball=$(ls "$PWD"/dist/wardshelf-*.tar.xz)
package=$(ls "$PWD"/dist/wardshelf_*.deb)
place=$(mktemp -d -p /var/tmp bare-debian.XXXXXX)
pictures=${2:-$place/pictures}
mkdir -p "$pictures"
home="/home/zoé müller"
root=

tidy() {
    kill "${screen:-}" 2>/dev/null || true
    for mounted in $(grep -o " $place[^ ]*" /proc/mounts | sort -r); do umount -l "$(printf '%b' "$mounted")"; done
    rm -rf --one-file-system "$place"
}
trap tidy EXIT

say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAIL: $*" >&2 && exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@" </dev/null; }
reader() { chroot --userspec=zoé "$root" env -i HOME="$home" PATH=/usr/bin:/bin "$@" </dev/null; }
kept() { # kept QUERY: ask the reader's own file
    .venv/bin/python - "$root$home/.local/share/wardshelf/reader.sqlite" "$1" <<'EOF'
import sqlite3, sys
from pathlib import Path
store = sqlite3.connect(f"{Path(sys.argv[1]).as_uri()}?mode=ro", uri=True)
print(*(value for row in store.execute(sys.argv[2]) for value in row), sep="\n")
EOF
}
until_true() { # until_true COMMAND…: within half a minute
    for _ in $(seq 150); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.2
    done
    fail "waited in vain for: $*"
}
press() {
    DISPLAY=$display xdotool windowfocus "$(DISPLAY=$display xdotool search --onlyvisible --class wardshelf | head -1)"
    DISPLAY=$display xdotool key --clearmodifiers --delay 80 "$@"
}
window() { # window NAME COMMAND…: start the program, take a picture of it, and leave it open
    reader DISPLAY="$display" "${@:2}" >"$place/said" 2>&1 &
    program=$!
    until_true env DISPLAY="$display" xdotool search --onlyvisible --class wardshelf
    sleep 4 # the index is opened behind the window
    DISPLAY=$display import -window root "$pictures/$suite-$1.png"
    [ ! -s "$place/said" ] || fail "the program said: $(cat "$place/said")"
}
leave() { press ctrl+q && wait "$program"; }
system() { # system FOLDER: a bare system with a reader in it and the display's socket
    root=$1
    cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    inside useradd --badname --create-home --home-dir "$home" zoé 2>/dev/null
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    if inside sh -c 'command -v python3 || command -v gcc || ls /usr/share/fonts/*'; then fail "this system is not bare"; fi
}

coproc SCREEN { exec Xvfb -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp 2>/dev/null; }
screen=$SCREEN_PID
read -r number <&"${SCREEN[0]}"
display=:$number

say "A bare $suite"
if command -v mmdebstrap >/dev/null; then
    # A mirror may be a snapshot whose lists have run out.
    mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Check-Valid-Until "false"' "$suite" "$place/bare.tar"
    mkdir "$place/first" "$place/second"
    for folder in first second; do tar -xf "$place/bare.tar" -C "$place/$folder"; done
else
    debootstrap --variant=minbase "$suite" "$place/first"
    cp -a "$place/first" "$place/second"
fi

say "The tarball: the command line needs nothing of the system"
system "$place/first"
program_folder="/opt/wärd shelf"
mkdir "$root$program_folder"
tar -xJf "$tarball" -C "$root$program_folder" --strip-components=1
wardshelf="$program_folder/wardshelf"
reader "$wardshelf" search --limit 2 oligometastases
reader "$wardshelf" show modalities/sbrt | head -4
test "$(reader "$wardshelf" list paper | wc -l)" -gt 20
say "The tarball: the window says in one sentence what is missing, and the text comes instead"
reader DISPLAY="$display" "$wardshelf" liver 2>"$place/missing" | head -3
cat "$place/missing"
test "$(wc -l <"$place/missing")" -eq 1
say "The tarball: with the libraries that the README names, and still no font, the window shows text"
inside apt-get -qq update
inside apt-get -qq install --no-install-recommends libegl1 libgl1 libxcb1 libwayland-client0 libwayland-cursor0 >/dev/null 2>&1
inside sh -c 'rm -rf /usr/share/fonts/*'
reader "$wardshelf" self-test
window tarball "$wardshelf" liver
leave
say "The tarball: twice the dots"
window hidpi QT_SCALE_FACTOR=2 "$wardshelf" liver
leave
say "The tarball: on a read-only disk, without a home, and with a home that cannot be written"
mkdir "$root/mnt/disk"
mount -t tmpfs none "$root/mnt/disk"
cp -a "$root$program_folder" "$root/mnt/disk/"
mount -o remount,ro "$root/mnt/disk"
chroot --userspec=zoé "$root" env -i HOME=/nowhere "/mnt/disk/wärd shelf/wardshelf" self-test
inside chown -R root: "$home" && inside chmod -R u+rwX,go+rX,go-w "$home"
reader "/mnt/disk/wärd shelf/wardshelf" self-test
window locked "/mnt/disk/wärd shelf/wardshelf" liver
leave
inside chown -R zoé: "$home"
if command -v bindfs >/dev/null && [ -c /dev/fuse ]; then
    say "The tarball: program and home on a disk that another process serves (FUSE, in the place of a share)"
    mkdir "$root/mnt/share" "$root/mnt/share-home"
    bindfs -o allow_other "$root$program_folder" "$root/mnt/share"
    bindfs -o allow_other "$root$home" "$root/mnt/share-home"
    chroot --userspec=zoé "$root" env -i HOME=/mnt/share-home /mnt/share/wardshelf self-test
    window share HOME=/mnt/share-home /mnt/share/wardshelf liver
    leave
fi

say "The .deb of an older version and edition installs with what it names"
system "$place/second"
older="$place/older"
dpkg-deb -R "$package" "$older"
sed -i 's/^Version: .*/Version: 0.0.9/' "$older/DEBIAN/control"
cp -r content "$place/content"
sed -i 's/^edition = .*/edition = "2026.10"/' "$place/content/library.toml"
.venv/bin/wardshelf build "$place/content" -o "$older/usr/lib/wardshelf/_internal/resources/library" --data-dir "$place/scratch" 2>/dev/null
(cd "$older" && find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
dpkg-deb --root-owner-group -Zxz -z0 --build "$older" "$root/tmp/older.deb" >/dev/null
cp "$package" "$root/tmp/newer.deb"
inside apt-get -qq update
inside apt-get -qq install --no-install-recommends /tmp/older.deb >/dev/null 2>&1
inside sh -c 'rm -rf /usr/share/fonts/*'
reader wardshelf self-test | tee "$place/tested"
grep -q "edition 2026.10" "$place/tested"
say "The reader bookmarks a page and writes a note"
window older wardshelf
press Return ctrl+k
DISPLAY=$display xdotool type --delay 40 "sbrt"
sleep 2
press Return
until_true kept "SELECT doc FROM visits WHERE doc = 'modalities/sbrt'"
sleep 1
press ctrl+d ctrl+shift+n
DISPLAY=$display xdotool type --delay 40 "kept over the years"
sleep 3
leave
before=$(kept "SELECT doc, anchor FROM bookmarks UNION ALL SELECT doc, text FROM notes")
echo "$before"
grep -q "kept over the years" <<<"$before"
say "The upgrade asks nothing; bookmarks and notes are there"
inside apt-get -qq install --no-install-recommends /tmp/newer.deb >/dev/null 2>&1
reader wardshelf self-test | tee "$place/tested"
grep -q "edition $(sed -n 's/^edition = "\(.*\)"/\1/p' content/library.toml)" "$place/tested"
window upgraded wardshelf
press Return ctrl+shift+b
sleep 1
DISPLAY=$display import -window root "$pictures/$suite-bookmarks.png"
leave
test "$(kept "SELECT doc, anchor FROM bookmarks UNION ALL SELECT doc, text FROM notes")" = "$before"
say "Removal asks nothing, leaves the reader's files and nothing else"
inside apt-get -qq purge wardshelf >/dev/null 2>&1
test "$(kept "SELECT doc, anchor FROM bookmarks UNION ALL SELECT doc, text FROM notes")" = "$before"
if inside sh -c 'find /usr /etc | grep -i wardshelf'; then fail "something was left behind"; fi
say "All of it passed. Pictures: $pictures"
