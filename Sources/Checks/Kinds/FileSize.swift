// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore

/// A file is larger than a provider takes. A JSON Lines file counts as it is, any other as the rows
/// that would be written of it.
struct FileSize: Check {
  static let kind = "file-size"
  static let holes = ["size", "limit"]
  /// In bytes; nil: as the provider of `--model` or `--profile` says.
  private let limit: Int?

  init(_ parameters: inout Parameters) throws(AssayError) {
    limit = try parameters.optionalInteger("limit")
  }

  var analyzers: [any Analyzer] { [WrittenSize()] }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let limit = profile.settings.maxBytes ?? limit, let size = profile[WrittenSize.self],
      size > limit
    else { return [] }
    return [Conclusion(values: ["size": Self.text(size), "limit": Self.text(limit)])]
  }

  /// `1.5 GB`, in powers of ten.
  private static func text(_ bytes: Int) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)]
    guard let (name, unit) = units.first(where: { bytes >= $0.1 }) else { return "\(bytes) bytes" }
    let tenths = Int((Double(bytes) / Double(unit) * 10).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
  }
}
