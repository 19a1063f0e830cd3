#!/bin/bash
# Installs the library into a scratch prefix and uses it from there: by CMake with Ninja and with Make, and by pkg-config.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=build/install-check
rm -rf $scratch
mkdir -p $scratch/source
prefix=$PWD/$scratch/prefix
scripts/install.sh "$prefix"

cp examples/c/add.c $scratch/source/add.c
cat >$scratch/source/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.20)
project(add C)
find_package(hwgen REQUIRED)
add_executable(add add.c)
target_link_libraries(add PRIVATE hwgen::hwgen)
C

version=$(sed -n 's/^#define HWGEN_VERSION "\(.*\)"$/\1/p' include/hwgen.h)
for generator in Ninja "Unix Makefiles"; do
  cmake -S $scratch/source -B "$scratch/${generator%% *}" -G "$generator" -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
  cmake --build "$scratch/${generator%% *}" >/dev/null
  "$scratch/${generator%% *}/add" | grep -q "^module Add_16_true "
  echo "CMake with $generator: hwgen $version"
done
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
# shellcheck disable=SC2046
cc $scratch/source/add.c -o $scratch/add $(pkg-config --cflags --libs hwgen) "-Wl,-rpath,$prefix/lib"
$scratch/add | grep -q "^module Add_16_true "
test "$(pkg-config --modversion hwgen)" = "$version"
echo "pkg-config: hwgen $version"
