// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore
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

  /// - Parameter version: that of assay; another one may say other things.
  init(version: String) {
    self.version = version
    folder = CacheFolder.path("lint") ?? ".assay_cache/lint"
  }

  /// The name of a file's result; nil when it is not worth keeping.
  func key(for path: String, identity: String) -> String? {
    guard path != "-", let size = try? Files.size(path), size >= Self.leastBytes,
      let content = Self.digest(of: path)
    else { return nil }
    let digest = MessageDigest()
    digest.update(
      "\(version) \(Self.build)\u{0}" + identity + "\u{0}" + Files.name(of: path))
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
    guard let bytes = try? Files.read("\(folder)/\(key).json"),
      let json = try? JSONParser.parse(bytes, file: key)
    else { return nil }
    return LintReport(kept: json, path: path)
  }

  func keep(_ report: LintReport, _ key: String) {
    try? Files.createFolder(folder)
    prune()
    try? AtomicFile.write(Array(report.kept.text().utf8), to: "\(folder)/\(key).json")
  }

  /// Keeps the folder small: the oldest half goes when there are too many.
  private func prune() {
    let names = (try? Files.names(in: folder)) ?? []
    guard names.count >= Self.mostEntries else { return }
    let dated = names.map { (path: "\(folder)/\($0)", moment: moment(of: "\(folder)/\($0)")) }
    for old in dated.min(count: names.count / 2, sortedBy: { $0.moment < $1.moment }) {
      Files.remove(old.path)
    }
  }

  /// The binary's size and date: another build says other things.
  static var build: String {
    let stamp = Machine.program.flatMap { FileStamp($0) }
    return "\(stamp?.size ?? 0) \(stamp?.moment ?? 0)"
  }

  private func moment(of path: String) -> Double { FileStamp(path)?.moment ?? 0 }
}
