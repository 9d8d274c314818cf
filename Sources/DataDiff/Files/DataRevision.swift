// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// One side of a difference: a file, or a file as a revision of a git repository has it.
package struct DataRevision: Sendable, Equatable {
  /// The commit, branch or tag; nil: the file as it stands on the disk.
  package let revision: String?
  package let path: String

  /// How the user may name it: `train.csv`, `git:main:train.csv`.
  package var name: String { revision.map { "git:\($0):\(path)" } ?? path }

  package init(revision: String?, path: String) {
    self.revision = revision
    self.path = path
  }

  /// Reads `git:REV:PATH`; anything else is a file.
  /// - Throws: `AssayError` when revision or path are missing.
  package init(_ text: String) throws(AssayError) {
    guard text.hasPrefix(Self.mark) else {
      self.init(revision: nil, path: text)
      return
    }
    let parts = text.dropFirst(Self.mark.count).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw AssayError(
        "cannot read '\(text)'", remedy: "Write git:REVISION:PATH, such as git:main:train.csv")
    }
    self.init(revision: try Self.checked(String(parts[0])), path: String(parts[1]))
  }

  /// The two sides of `REV1..REV2`; without REV2, or with one revision alone, the second is the file
  /// on the disk.
  package static func pair(
    _ range: String, path: String
  ) throws(AssayError) -> (DataRevision, DataRevision) {
    let ends = range.split(separator: ".", omittingEmptySubsequences: false)
    let isRange = range.contains("..") && !range.contains("...")
    guard isRange else {
      guard !range.contains("..") else {
        throw AssayError(
          "cannot read the revisions '\(range)'", remedy: "Write REV1..REV2, with two dots")
      }
      return (
        DataRevision(revision: try checked(range), path: path),
        DataRevision(revision: nil, path: path)
      )
    }
    let middle = ends.firstIndex { $0.isEmpty } ?? ends.endIndex
    let first = ends[..<middle].joined(separator: ".")
    let second = ends[middle...].dropFirst().joined(separator: ".")
    return (
      DataRevision(revision: try checked(first), path: path),
      DataRevision(revision: second.isEmpty ? nil : try checked(second), path: path)
    )
  }

  private static let mark = "git:"

  /// Git would take a dash for an option.
  private static func checked(_ revision: String) throws(AssayError) -> String {
    guard !revision.isEmpty, !revision.hasPrefix("-") else {
      throw AssayError(
        "'\(revision)' is not a revision", remedy: "Name a commit, a branch or a tag, such as main")
    }
    return revision
  }
}
