#!/bin/bash
# Installs the library into a scratch prefix and uses it from there: by CMake with Ninja and with Make, and by pkg-config.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=build/install-check
rm -rf $scratch
mkdir -p $scratch/source
prefix=$PWD/$scratch/prefix
scripts/install.sh "$prefix"

cat >$scratch/source/version.c <<'C'
#include <stdio.h>
#include <hwgen.h>
int main(void) { return printf("%s\n", HWGEN_VERSION) < 0; }
C
cat >$scratch/source/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.20)
project(version C)
find_package(hwgen REQUIRED)
add_executable(version version.c)
target_link_libraries(version PRIVATE -Wl,--no-as-needed hwgen::hwgen)
C

version=$(sed -n 's/^#define HWGEN_VERSION "\(.*\)"$/\1/p' include/hwgen.h)
for generator in Ninja "Unix Makefiles"; do
  cmake -S $scratch/source -B "$scratch/${generator%% *}" -G "$generator" -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
  cmake --build "$scratch/${generator%% *}" >/dev/null
  test "$("$scratch/${generator%% *}/version")" = "$version"
  echo "CMake with $generator: hwgen $version"
done
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
# shellcheck disable=SC2046
cc $scratch/source/version.c -o $scratch/version -Wl,--no-as-needed $(pkg-config --cflags --libs hwgen) "-Wl,-rpath,$prefix/lib"
test "$($scratch/version)" = "$version"
test "$(pkg-config --modversion hwgen)" = "$version"
echo "pkg-config: hwgen $version"
