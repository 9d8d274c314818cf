// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore
import Foundation
import JSON
import Platform
import Records
import RuleEngine

/// Reports of earlier runs, found again by the content of the file and all settings. Nothing of the
/// data is kept but what findings say. A cache that cannot be read or written is no cache.
struct ResultCache {
  /// Smaller files are checked faster than they are looked up.
  private static let leastBytes = 1 << 18
  private static let mostEntries = 500
  private let folder: String
  private let version: String

  /// - Parameters:
  ///   - version: that of assay; another one may say other things.
  ///   - environment: names the folder of caches.
  init(
    version: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.version = version
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      folder = cache + "/assay/lint"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.cache/assay/lint"
    } else {
      folder = ".assay_cache/lint"
    }
  }

  /// The name of a file's result; nil when it is not worth keeping.
  func key(for path: String, identity: String) -> String? {
    guard path != "-", let file = FileHandle(forReadingAtPath: path),
      let size = try? file.seekToEnd(), size >= Self.leastBytes
    else { return nil }
    guard let content = Self.digest(of: path) else { return nil }
    let digest = MessageDigest()
    digest.update(
      program + "\u{0}" + identity + "\u{0}" + (path as NSString).lastPathComponent)
    digest.update(content)
    return digest.finish()
  }

  /// A hash of a file's content; nil when it cannot be read twice.
  static func digest(of path: String) -> String? {
    guard path != "-" else { return nil }
    let digest = MessageDigest()
    return (try? digest.update(file: path)).map { digest.finish() }
  }

  func report(_ key: String, path: String) -> LintReport? {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(key).json"),
      let json = try? JSONParser.parse(Array(bytes), file: key)
    else { return nil }
    return LintReport(kept: json, path: path)
  }

  func keep(_ report: LintReport, _ key: String) {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    prune()
    try? AtomicFile.write(Array(report.kept.text().utf8), to: "\(folder)/\(key).json")
  }

  /// Keeps the folder small: the oldest half goes when there are too many.
  private func prune() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard names.count >= Self.mostEntries else { return }
    let dated = names.map { name in
      let values = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (name, values?[.modificationDate] as? Date ?? .distantPast)
    }
    for (name, _) in dated.min(count: names.count / 2, sortedBy: { $0.1 < $1.1 }) {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// The version, and the binary's size and date: another build says other things.
  private var program: String {
    let values = try? FileManager.default.attributesOfItem(
      atPath: Bundle.main.executablePath ?? "/proc/self/exe")
    let date = (values?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(version) \(values?[.size] ?? 0) \(date)"
  }
}
