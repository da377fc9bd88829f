#!/usr/bin/env bash
# Tries what `make package` made on a Debian that has nothing: no Python, no compiler, no font, no display.
# By hand, as root, with mmdebstrap or debootstrap installed; takes a few minutes.   packaging/try-bare-debian.sh [SUITE]
set -euo pipefail
cd "$(dirname "$0")/.."
suite=${1:-bookworm}
tarball=$(ls dist/wardshelf-*.tar.xz)
package=$(ls dist/wardshelf_*.deb)
place=$(mktemp -d -p /var/tmp bare-debian.XXXXXX)
trap 'rm -rf --one-file-system "$place"' EXIT

say() { printf '\n== %s\n' "$*"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
as_reader() { chroot --userspec=reader "$root" env -i HOME=/home/reader PATH=/usr/bin "$@"; }

say "A bare $suite"
root=$place/first
if command -v mmdebstrap >/dev/null; then
    mmdebstrap --quiet --variant=minbase "$suite" "$root"
else
    debootstrap --variant=minbase "$suite" "$root"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
inside useradd --create-home reader
cp -a "$root" "$place/second"
! inside sh -c 'command -v python3'

say "The tarball: the command line needs nothing of the system"
mkdir "$root/opt/ward shelf"
tar -xJf "$tarball" -C "$root/opt/ward shelf" --strip-components=1
as_reader "/opt/ward shelf/wardshelf" search --limit 2 oligometastases
say "The tarball: the window says in one sentence what is missing"
as_reader DISPLAY=:0 "/opt/ward shelf/wardshelf" 2>&1 >/dev/null | tee "$place/missing"
test "$(wc -l <"$place/missing")" -eq 1
say "The tarball: with the libraries that the README names, and still no font, the self-test passes"
inside apt-get -qq update
inside apt-get -qq install --no-install-recommends libegl1 libgl1 libxcb1 libwayland-client0 libwayland-cursor0 >/dev/null 2>&1
inside sh -c 'rm -rf /usr/share/fonts/*'
as_reader "/opt/ward shelf/wardshelf" self-test
say "The tarball: on a read-only disk, without a home"
inside mount -t tmpfs none /mnt
cp -a "$root/opt/ward shelf" "$root/mnt/"
inside mount -o remount,ro /mnt
chroot --userspec=reader "$root" env -i HOME=/nowhere "/mnt/ward shelf/wardshelf" self-test
umount "$root/mnt"

say "The .deb: installs with what it names, and passes"
root=$place/second
inside apt-get -qq update
cp "$package" "$root/tmp/wardshelf.deb"
inside sh -c 'find /usr /etc /var/lib | sort >/tmp/before'
inside apt-get -qq install --no-install-recommends /tmp/wardshelf.deb >/dev/null 2>&1
as_reader wardshelf self-test
as_reader wardshelf --version
say "The .deb: an upgrade in place keeps the reader's files; removal asks nothing and leaves them"
as_reader sh -c 'mkdir -p ~/.local/share/wardshelf && echo notes >~/.local/share/wardshelf/kept'
inside dpkg -i /tmp/wardshelf.deb >/dev/null
inside apt-get -qq purge wardshelf </dev/null >/dev/null 2>&1
as_reader cat /home/reader/.local/share/wardshelf/kept
if inside sh -c 'find /usr /etc | grep -i wardshelf'; then exit 1; fi
say "All of it passed."
