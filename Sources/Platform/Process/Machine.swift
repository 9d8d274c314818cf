// SPDX-License-Identifier: Apache-2.0

import CPlatform

/// What there is to know of this machine and this process.
package enum Machine {
  package static var processID: Int32 { getpid() }

  /// The file of this program; nil where the system does not tell.
  package static var program: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The machine's name on the network; `localhost` where it has none that can be part of a file name.
  package static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty || text.contains("/") ? "localhost" : text
  }

  /// The cores that this process may use.
  package static var coreCount: Int { max(1, Int(assay_core_count())) }

  /// The memory that the kernel could give out without swapping, or that the process may still take
  /// by a limit of its own (ulimit -v); nil where nothing is known.
  package static var availableMemory: Int? {
    [systemMemory, memoryLimit].compactMap(\.self).min()
  }

  /// The most memory that this process has had at a time; nil where that is not known.
  package static var peakMemory: Int? {
    var usage = rusage()
    // C's RUSAGE_SELF is of one type in Glibc and of another in Musl.
    let own: Int32 = 0
    let result = getrusage(own, &usage)
    return result == 0 && usage.ru_maxrss > 0 ? usage.ru_maxrss << 10 : nil
  }

  private static var systemMemory: Int? {
    guard let bytes = try? Files.read("/proc/meminfo") else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }

  private static var memoryLimit: Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      let result = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
      let result = getrlimit(RLIMIT_AS, &limit)
    #endif
    guard result == 0, limit.rlim_cur <= UInt64(Int.max) else { return nil }
    return Int(limit.rlim_cur)
  }
}
