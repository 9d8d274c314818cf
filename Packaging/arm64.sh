#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compiles the C sources for 64-bit ARM, warnings as errors: nothing in them may need an x86 CPU.
. "$(dirname "$0")/settings.sh"

command -v clang >/dev/null || { say "skipped: there is no clang"; exit 0; }
require libc6-dev-arm64-cross libstdc++-12-dev-arm64-cross libcurl4-openssl-dev libsimdjson-dev libpcre2-dev \
  || { say "skipped: the headers of ARM cannot be installed"; exit 0; }

target=(--target=aarch64-linux-gnu --sysroot=/usr/aarch64-linux-gnu -nostdlibinc
  -isystem /usr/aarch64-linux-gnu/include)
# Headers of libraries are the same for all machines.
libraries=(-idirafter /usr/include -idirafter "/usr/include/$(gcc -print-multiarch 2>/dev/null || echo x86_64-linux-gnu)")
out=$STAGE/arm64
mkdir -p "$out"
count=0
for source in Sources/C*/*.c Sources/C*/*.cpp; do
  room=$(dirname "$source")
  flags=(-O3 -Wall -Werror -I "$room/include")
  for other in Sources/C*/include; do flags+=(-I "$other"); done
  case $source in
    *.cpp) flags+=(-std=c++17 -isystem /usr/aarch64-linux-gnu/include/c++/12
      -isystem /usr/aarch64-linux-gnu/include/c++/12/aarch64-linux-gnu) ;;
    Sources/CEmbedded/* | Sources/CCUDA/*) flags+=(-std=c23) ;;
  esac
  # C++'s own headers come before those of C.
  if [[ $source = *.cpp ]]; then order=("${flags[@]}" "${target[@]}"); else order=("${target[@]}" "${flags[@]}"); fi
  clang "${order[@]}" "${libraries[@]}" -c "$source" -o "$out/$(basename "$source").o"
  count=$((count + 1))
done
say "$count C and C++ sources compile for 64-bit ARM"
