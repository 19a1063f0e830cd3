#!/bin/bash
# Installs the library into a scratch prefix, moves that, and uses it from there in C and in C++: by CMake with Ninja and
# with Make, and by pkg-config. A version that the library is not compatible with is refused.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=build/install-check
rm -rf $scratch
mkdir -p $scratch/source
scripts/install.sh "$PWD/$scratch/first"
mv $scratch/first $scratch/prefix
prefix=$PWD/$scratch/prefix
version=$(sed -n 's/^#define HWGEN_VERSION "\(.*\)"$/\1/p' include/hwgen.h)

cp examples/c/add.c examples/cpp/add.cpp $scratch/source
cat >$scratch/source/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.20)
project(add C CXX)
find_package(hwgen ${WANTED} CONFIG REQUIRED)
add_executable(add add.c)
add_executable(addpp add.cpp)
foreach(program add addpp)
  target_link_libraries(${program} PRIVATE hwgen::hwgen)
endforeach()
C

prints_adder() { "$1" 2>/dev/null | cmp - Tests/Golden/add.v; }
configure() { # configure FOLDER VERSION GENERATOR
  cmake -S $scratch/source -B "$scratch/$1" -G "$3" -DWANTED="$2" -DCMAKE_PREFIX_PATH="$prefix"
}

for generator in Ninja "Unix Makefiles"; do
  folder=${generator%% *}
  configure "$folder" "${version%.*}" "$generator" >/dev/null
  cmake --build "$scratch/$folder" >/dev/null
  prints_adder "$scratch/$folder/add"
  prints_adder "$scratch/$folder/addpp"
  echo "CMake with $generator: hwgen $version"
done

configure exact "$version" Ninja >/dev/null
for wanted in 2 0.0 0.2 1.0 "${version%.*}.999"; do
  if configure "refused-$wanted" "$wanted" Ninja >$scratch/refused.log 2>&1; then
    echo "CMake took hwgen $version for version $wanted" >&2
    exit 1
  fi
  grep -q "version: $version" $scratch/refused.log
done
echo "CMake refuses other versions"

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
flags=$(pkg-config --cflags --libs "hwgen >= $version")
# shellcheck disable=SC2086
cc $scratch/source/add.c -o $scratch/add $flags "-Wl,-rpath,$prefix/lib"
# shellcheck disable=SC2086
c++ -std=c++17 $scratch/source/add.cpp -o $scratch/addpp $flags "-Wl,-rpath,$prefix/lib"
prints_adder $scratch/add
prints_adder $scratch/addpp
test "$(pkg-config --modversion hwgen)" = "$version"
if pkg-config --exists "hwgen >= 2"; then
  echo "pkg-config took hwgen $version for version 2" >&2
  exit 1
fi
echo "pkg-config: hwgen $version"
