// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// The small text that Git keeps in place of a large file, which Git LFS stores elsewhere. Where the
/// large files were not fetched, it has the name of the file and nothing of its content.
package struct LFSPointer: Sendable, Equatable {
  /// The size of the file that it stands for; nil when the pointer does not say.
  package let byteCount: Int?

  private static let start = Array("version https://git-lfs.github.com/spec/".utf8)

  /// How many bytes of a file tell.
  package static let byteLimit = 1024

  /// Nil when a file that starts so is no pointer.
  package init?(_ start: some Collection<UInt8>) {
    guard start.starts(with: Self.start) else { return nil }
    let lines = String(decoding: start.prefix(Self.byteLimit), as: UTF8.self).split(separator: "\n")
    byteCount = lines.first { $0.hasPrefix("size ") }.flatMap { Int($0.dropFirst(5)) }
  }

  /// That the file itself is not there.
  /// - Parameter code: the rule that explains it, where the file should hold rows.
  package func error(file: String, code: RuleCode? = nil) -> AssayError {
    let size = byteCount.map { " of \($0) bytes" } ?? ""
    return AssayError(
      "the file is a Git LFS pointer to a file\(size), which was not fetched",
      at: Location(file: file), remedy: "Fetch it with `git lfs pull`, or download the file itself",
      code: code)
  }
}
