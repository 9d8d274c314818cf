// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// The small text that a repository keeps in place of a large file, which is stored elsewhere: by Git LFS,
/// Xet, git-annex or DVC. Where the large files were not fetched, it has the name of the file and nothing
/// of its content.
package struct FilePointer: Sendable, Equatable {
  private enum Tool: CaseIterable {
    case lfs, xet, annex, dvc

    /// What its pointers start with.
    var starts: [String] {
      switch self {
      // The second is its name before it was published.
      case .lfs:
        ["version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"]
      case .xet: ["# xet version "]
      case .annex: ["/annex/objects/", ".git/annex/objects/", "../.git/annex/objects/"]
      case .dvc: ["outs:\n- md5: ", "outs:\n- hash: ", "outs:\r\n- md5: "]
      }
    }

    var name: String {
      switch self {
      case .lfs: "a Git LFS pointer"
      case .xet: "an Xet pointer"
      case .annex: "a git-annex pointer"
      case .dvc: "a DVC file that points"
      }
    }

    /// What fetches the file.
    var remedy: String {
      switch self {
      case .lfs: "Fetch it with `git lfs pull`, or download the file itself"
      case .xet: "Download the file itself, as `hf download` does"
      case .annex: "Fetch it with `git annex get`, or download the file itself"
      case .dvc: "Fetch it with `dvc pull`, and give the file that it writes"
      }
    }

    /// What the size stands behind.
    var sizeMark: String {
      switch self {
      case .lfs: "size "
      case .xet: "filesize = "
      case .annex: "--size="
      case .dvc: "  size: "
      }
    }
  }

  private let tool: Tool
  /// The size of the file that it stands for; nil when the pointer does not say.
  package let byteCount: Int?

  /// How many bytes of a file tell.
  package static let byteLimit = 1024

  /// Nil when a file that starts so is no pointer.
  package init?(_ start: some Collection<UInt8>) {
    let tool = Tool.allCases.first { tool in tool.starts.contains { start.starts(with: $0.utf8) } }
    guard let tool else { return nil }
    self.tool = tool
    let lines = String(decoding: start.prefix(Self.byteLimit), as: UTF8.self)
      .split { $0.isNewline }
    byteCount = lines.first { $0.hasPrefix(tool.sizeMark) }
      .flatMap { Int($0.dropFirst(tool.sizeMark.count)) }
  }

  /// That the file itself is not there.
  /// - Parameter code: the rule that explains it, where the file should hold rows.
  package func error(file: String, code: RuleCode? = nil) -> AssayError {
    let size = byteCount.map { " of \($0) bytes" } ?? ""
    return AssayError(
      "the file is \(tool.name) to a file\(size), which was not fetched",
      at: Location(file: file), remedy: tool.remedy, code: code)
  }
}
