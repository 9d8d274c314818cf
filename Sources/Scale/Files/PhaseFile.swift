// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Foundation
import Platform

/// A file that one phase hands on to the next: a line that says what it is and by what it was made, a line with
/// what it holds, and a line with the SHA-256 of both. A phase refuses what does not fit, so that a task that was
/// lost, ran twice, was cut off, or was left over from another run is found where it matters.
package struct PhaseFile<Content: PhaseContent> {
  package let header: PhaseHeader
  package let content: Content

  package init(_ content: Content, by run: PhaseRun) {
    header = PhaseHeader(
      kind: Content.kind, version: run.version, rules: run.rules, shard: content.placed)
    self.content = content
  }

  /// - Parameter info: what the content is read with.
  /// - Throws: `AssayError` when it is no such file, is damaged, or was made by other rules or another version.
  package init(
    path: String, by run: PhaseRun, info: [CodingUserInfoKey: any Sendable] = [:]
  ) throws(AssayError) {
    let bytes = try PhaseHeader.bytes(of: path, maker: Content.maker)
    let header = try PhaseHeader(bytes, path: path, maker: Content.maker)
    guard header.format == PhaseHeader.currentFormat else { throw header.otherVersion(run, path) }
    guard let body = Self.body(of: bytes) else {
      throw AssayError(
        "the \(header.kind) is cut off or damaged", at: Location(file: path),
        remedy: "Make it anew with \(Content.maker)")
    }
    try header.require(Content.kind, by: run, file: path)
    let decoder = JSONDecoder()
    decoder.userInfo = info
    do {
      content = try decoder.decode(Content.self, from: Data(body))
    } catch {
      throw AssayError(
        "the \(Content.kind) cannot be understood", at: Location(file: path),
        remedy: "Make it anew with \(Content.maker)")
    }
    self.header = header
  }

  /// Writes the file; it appears whole or not at all, and the same content has the same bytes.
  package func write(to path: String) throws(AssayError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let head = try? encoder.encode(header), let body = try? encoder.encode(content) else {
      throw AssayError("the \(Content.kind) cannot be written", at: Location(file: path))
    }
    let end = [UInt8(ascii: "\n")]
    let bytes = Array(head) + end + Array(body) + end
    let file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.write(Self.digest(of: bytes[...]) + "\n")
    try file.commit()
  }

  /// The second line of a file whose third fits the first two.
  private static func body(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let end = UInt8(ascii: "\n")
    guard bytes.last == end, let last = bytes.dropLast().lastIndex(of: end),
      let first = bytes.firstIndex(of: end), first < last,
      digest(of: bytes[...last]) == String(decoding: bytes[(last + 1)...].dropLast(), as: UTF8.self)
    else { return nil }
    return bytes[(first + 1)..<last]
  }

  private static func digest(of bytes: ArraySlice<UInt8>) -> String {
    let digest = MessageDigest()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }
}

/// What a phase writes down.
package protocol PhaseContent: Codable {
  /// What the content is, in a word or two.
  static var kind: String { get }
  /// The command that makes it.
  static var maker: String { get }
  /// The shard that it is about, or the first of all.
  var placed: DataShard { get }
}
