// SPDX-License-Identifier: Apache-2.0

// The system's C library, named here and nowhere else. Other rooms get `exp`, `memchr` and the like
// by importing Platform; whatever touches files, processes or the clock they ask of Platform's types.

#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif
