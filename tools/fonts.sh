#!/bin/sh
# Makes resources/fonts from the Inter of Debian's fonts-inter: the Latin, Greek and symbols that a library uses.
# Needs `pyftsubset` (pip install fonttools). Run it by hand when Inter moves on; what it makes is in the repository.
set -eu
from=${1:-/usr/share/fonts/opentype/inter}
to=$(dirname "$0")/../resources/fonts
signs='U+0020-007E,U+00A0-024F,U+02C6-02DD,U+0300-0331,U+0370-03FF,U+2000-206F,U+2070-209F,U+20AC'
signs="$signs,U+2116,U+2122,U+2126,U+2150-215E,U+2190-21AA,U+2202-2265,U+2318,U+2325,U+21E7,U+25A0-25FF,U+2605,U+2606,U+2713,U+2715"
for face in Regular Italic Medium SemiBold Bold; do
    pyftsubset "$from/Inter-$face.otf" --unicodes="$signs" --layout-features=kern,mark,mkmk,ccmp,locl,tnum \
        --no-hinting --name-IDs='*' --output-file="$to/Inter-$face.otf"
done
