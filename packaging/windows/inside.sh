#!/bin/sh
# Runs a command in the system that prepare.sh made, this folder as /project: inside.sh [NAME=VALUE…] COMMAND…
# What is mounted is seen by this command alone and goes with it: nothing to unmount, nothing that a removal could reach.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
place=${WARDSHELF_WINDOWS:-${XDG_CACHE_HOME:-$HOME/.cache}/wardshelf-windows}
exec unshare --mount --propagation private sh -c '
    set -eu
    system=$1 project=$2
    shift 2
    for folder in /proc /dev; do mount --rbind "$folder" "$system$folder"; done
    for file in /etc/resolv.conf /etc/hosts; do [ ! -e "$file" ] || mount --bind "$file" "$system$file"; done
    [ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
    mount --bind "$project" "$system/project"
    exec chroot --userspec="${WARDSHELF_WINDOWS_USER:-0}" "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root XDG_RUNTIME_DIR=/run WINEPREFIX=/prefix WINEDEBUG=-all \
        WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe=" "$@"
' sh "$place/system" "$here" "$@"
