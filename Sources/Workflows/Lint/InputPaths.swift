// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import RuleEngine
import Tables

/// The files that arguments mean: files, folders with all they hold, and patterns.
struct InputPaths {
  /// Whether a file found in a folder is passed over.
  let isExcluded: (String) throws(AssayError) -> Bool

  /// Each file once, in the order of the arguments.
  /// - Throws: `AssayError` when a folder or a pattern means no file.
  func paths(_ arguments: [String]) throws(AssayError) -> [String] {
    var paths: [String] = []
    var seen: Set<String> = []
    for argument in arguments {
      for path in try expanded(argument) where seen.insert(path).inserted { paths.append(path) }
    }
    return paths
  }

  private func expanded(_ argument: String) throws(AssayError) -> [String] {
    guard argument != "-" else { return ["-"] }
    if Files.exists(argument) {
      guard Files.isFolder(argument) else { return [argument] }
      let prefix = argument.hasSuffix("/") ? argument : argument + "/"
      return try some(
        try files(below: prefix) { Self.isData($0) }, "there are no data files", argument: argument)
    }
    guard FilePattern.isPattern(argument) else { return [argument] }
    return try some(try files(matching: argument), "no file matches", argument: argument)
  }

  private func some(
    _ paths: [String], _ complaint: String, argument: String
  ) throws(AssayError) -> [String] {
    guard paths.isEmpty else { return paths }
    throw AssayError(
      complaint, at: Location(file: argument), remedy: "Check the path, and `exclude` in assay.yaml"
    )
  }

  private func files(matching pattern: String) throws(AssayError) -> [String] {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
    let fixed = parts.prefix { !FilePattern.isPattern(String($0)) }
    let start = fixed.map { $0 + "/" }.joined()
    // The pattern's own folders are fixed, so that a name alone does not mean any folder.
    let rest = FilePattern(
      "/" + parts.dropFirst(fixed.count).joined(separator: "/"))
    return try files(below: start) { rest.matches(String($0.dropFirst(start.count))) }
  }

  private func files(
    below start: String, where isMeant: (String) -> Bool
  ) throws(AssayError) -> [String] {
    let folder = start.isEmpty ? "." : start
    try requireReadable(folder)
    var paths: [String] = []
    for name in Files.paths(below: folder) {
      guard !name.split(separator: "/").contains(where: \.isHidden) else { continue }
      let path = start + name
      guard Files.exists(path) else { continue }
      if Files.isFolder(path) {
        if try !isExcluded(path) { try requireReadable(path) }
      } else if isMeant(path), try !isExcluded(path) {
        paths.append(path)
      }
    }
    return paths
  }

  /// A folder that is passed over unseen would make data look clean.
  private func requireReadable(_ folder: String) throws(AssayError) {
    guard Files.exists(folder), !Files.isReadableFolder(folder) else { return }
    throw AssayError(
      "the folder cannot be read", at: Location(file: folder),
      remedy: "Change its permissions, or name it under `exclude` in assay.yaml")
  }

  /// By its name; a `.json` file must be an array besides, as many are not data. Text files are data
  /// only when they are named: most are not.
  private static func isData(_ path: String) -> Bool {
    let name = DataFileName(path)
    switch name.format {
    case nil, .txt: return false
    case .json: return name.isPacked || startsWithArray(path)
    case let format?: return !(format.isBinary && name.isPacked)
    }
  }

  private static func startsWithArray(_ path: String) -> Bool {
    guard let start = try? Files.read(path, limit: 4096) else { return true }
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "[")
  }
}

extension Substring {
  fileprivate var isHidden: Bool { hasPrefix(".") }
}
