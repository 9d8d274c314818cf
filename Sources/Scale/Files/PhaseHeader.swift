// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Platform

/// By what a file of a phase was made, and of which shard: its first line.
package struct PhaseHeader: Codable, Equatable {
  let kind: String
  let format: Int
  let version: String
  /// A hash of the rules and options.
  let rules: String
  /// The shard that the file is about; in one about all shards the first of them.
  let shard: DataShard

  /// Rises when files of a phase change.
  static let currentFormat = 1

  init(
    kind: String, version: String, rules: String, shard: DataShard
  ) {
    format = Self.currentFormat
    (self.kind, self.version, self.rules, self.shard) = (kind, version, rules, shard)
  }

  /// - Throws: `AssayError` when the bytes do not start with the line.
  init(
    _ bytes: [UInt8], path: String, maker: String
  ) throws(AssayError) {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard line.count < bytes.count,
      let header = try? JSONDecoder().decode(Self.self, from: Data(line))
    else {
      throw AssayError(
        "this is no file of a phase of assay scale, or not a whole one", at: Location(file: path),
        remedy: "Make it anew with \(maker)")
    }
    self = header
  }

  /// The header of a file that may be of any phase; nil where there is none.
  init?(path: String) {
    guard let bytes = try? Files.read(path, limit: Self.longest) else { return nil }
    try? self.init(bytes, path: path, maker: "")
  }

  /// The header of a file, of which the rest is not looked at.
  /// - Throws: `AssayError` when it is no such file, or was made by other rules or another version.
  init<Content: PhaseContent>(
    of path: String, as content: Content.Type, by run: PhaseRun
  ) throws(AssayError) {
    let bytes = try Self.bytes(of: path, limit: Self.longest, maker: Content.maker)
    try self.init(bytes, path: path, maker: Content.maker)
    guard format == Self.currentFormat else { throw otherVersion(run, path) }
    try require(Content.kind, by: run, file: path)
  }

  /// No header is longer than this.
  private static let longest = 1 << 16

  /// The bytes of a file of a phase.
  static func bytes(
    of path: String, limit: Int = .max, maker: String
  ) throws(AssayError) -> [UInt8] {
    do throws(AssayError) {
      return try Files.read(path, limit: limit)
    } catch {
      throw AssayError(
        "cannot be read", at: Location(file: path), remedy: "Run the phase that writes it, \(maker)"
      )
    }
  }

  func require(
    _ wanted: String, by run: PhaseRun, file: String
  ) throws(AssayError) {
    guard kind == wanted else {
      throw AssayError(
        "this is a \(kind), where a \(wanted) was expected", at: Location(file: file),
        remedy: "Give the files of a phase in the order that the help says")
    }
    guard version == run.version else { throw otherVersion(run, file) }
    guard rules == run.rules else {
      throw AssayError(
        "the \(kind) was made by other rules or options", at: Location(file: file),
        remedy: "Give every phase the same options and the same assay.yaml")
    }
  }

  func otherVersion(_ run: PhaseRun, _ file: String) -> AssayError {
    AssayError(
      "the \(kind) was made by assay \(version), and this is \(run.version)",
      at: Location(file: file), remedy: "Run all phases with one version")
  }
}
