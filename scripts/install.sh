#!/bin/bash
# Installs the headers, the library, and the files that let CMake and pkg-config find them.
#
#   scripts/install.sh PREFIX        DESTDIR is put before every path, as packagers expect
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=$1
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
root=${DESTDIR:-}$prefix
version=$(sed -n 's/^#define HWGEN_VERSION "\(.*\)"$/\1/p' include/hwgen.h)
[ -n "$version" ] || {
  echo "include/hwgen.h does not define HWGEN_VERSION" >&2
  exit 1
}

soname=$(readelf -d build/lib/libhwgen.so | sed -n 's/.*(SONAME).*\[\(.*\)\]$/\1/p')
[ -n "$soname" ] || {
  echo "build/lib/libhwgen.so has no soname" >&2
  exit 1
}

fill() { sed "s|@VERSION@|$version|g; s|@SONAME@|$soname|g" "$1" >"$2"; }

mkdir -p "$root/include" "$root/lib/cmake/hwgen" "$root/lib/pkgconfig" "$root/share/hwgen"
install -m 644 include/hwgen.h include/hwgen.hpp "$root/include"
install -m 755 build/lib/libhwgen.so "$root/lib/$soname"
ln -sf "$soname" "$root/lib/libhwgen.so"
fill cmake/hwgenConfig.cmake.in "$root/lib/cmake/hwgen/hwgenConfig.cmake"
fill cmake/hwgenConfigVersion.cmake.in "$root/lib/cmake/hwgen/hwgenConfigVersion.cmake"
fill cmake/hwgen.pc.in "$root/lib/pkgconfig/hwgen.pc"
install -m 644 schemas/manifest.schema.json "$root/share/hwgen"
echo "hwgen $version installed in $root"
