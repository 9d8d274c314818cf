// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Foundation
import Platform

/// A file that one phase hands on to the next: what it holds, by which version of assay and which rules and
/// options it was made, and of which shard. A phase refuses what does not fit, so that a task that was lost, ran
/// twice, or was left over from another run is found where it matters.
package struct PhaseFile<Content: PhaseContent>: Codable {
  package let header: PhaseHeader
  package let content: Content

  package init(_ content: Content, by run: PhaseRun) {
    header = PhaseHeader(
      kind: Content.kind, format: PhaseHeader.currentFormat, version: run.version, rules: run.rules)
    self.content = content
  }

  /// - Parameter info: what the content is read with.
  /// - Throws: `AssayError` when it is no such file, or was made by other rules or another version.
  package init(
    path: String, by run: PhaseRun, info: [CodingUserInfoKey: any Sendable] = [:]
  ) throws(AssayError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AssayError(
        "cannot be read", at: Location(file: path),
        remedy: "Run the phase that writes it, \(Content.maker)")
    }
    let decoder = JSONDecoder()
    guard let head = try? decoder.decode(HeaderOnly.self, from: data).header else {
      throw AssayError(
        "this is no file of a phase of assay scale, or not a whole one", at: Location(file: path),
        remedy: "Make it anew with \(Content.maker)")
    }
    try head.require(Content.kind, by: run, file: path)
    decoder.userInfo = info
    guard let file = try? decoder.decode(Self.self, from: data) else {
      throw AssayError(
        "the \(Content.kind) is damaged", at: Location(file: path),
        remedy: "Make it anew with \(Content.maker)")
    }
    self = file
  }

  /// Writes the file; it appears whole or not at all, and the same content has the same bytes.
  package func write(to path: String) throws(AssayError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      throw AssayError("the \(Content.kind) cannot be written", at: Location(file: path))
    }
    try AtomicFile.write(Array(data) + [UInt8(ascii: "\n")], to: path)
  }

  private struct HeaderOnly: Decodable {
    let header: PhaseHeader
  }
}

/// What a phase writes down.
package protocol PhaseContent: Codable {
  /// What the content is, in a word or two.
  static var kind: String { get }
  /// The command that makes it.
  static var maker: String { get }
}

/// By what a file was made.
package struct PhaseHeader: Codable, Equatable {
  let kind: String
  let format: Int
  let version: String
  /// A hash of the rules and options.
  let rules: String

  /// Rises when files of a phase change.
  static let currentFormat = 1

  fileprivate func require(
    _ wanted: String, by run: PhaseRun, file: String
  ) throws(AssayError) {
    let place = Location(file: file)
    guard kind == wanted else {
      throw AssayError(
        "this is a \(kind), where a \(wanted) was expected", at: place,
        remedy: "Give the files of a phase in the order that the help says")
    }
    guard format == Self.currentFormat, version == run.version else {
      throw AssayError(
        "the \(kind) was made by assay \(version), and this is \(run.version)", at: place,
        remedy: "Run all phases with one version")
    }
    guard rules == run.rules else {
      throw AssayError(
        "the \(kind) was made by other rules or options", at: place,
        remedy: "Give every phase the same options and the same assay.yaml")
    }
  }
}
