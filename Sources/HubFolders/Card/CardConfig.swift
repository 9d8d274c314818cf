// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import RuleEngine

/// A configuration as a card states it.
struct CardConfig {
  private let name: String
  private let isDefault: Bool
  /// The folder that its files stand in; empty for all of them.
  private let folder: String
  /// Patterns of files by split; empty where names tell the splits.
  private let patterns: [(split: String, patterns: [String])]

  init(_ entry: JSONValue, card: String) throws(AssayError) {
    guard let name = entry["config_name"]?.string else {
      throw Self.error("a configuration has no `config_name`", card)
    }
    self.name = name
    isDefault = entry["default"]?.bool ?? (name == "default")
    folder = entry["data_dir"]?.string.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
    guard let files = entry["data_files"] else {
      patterns = []
      return
    }
    patterns = try Self.patterns(files, of: name, card: card)
  }

  /// One pattern or several are the split `train`; else a list of splits and paths, or an object of them.
  private static func patterns(
    _ value: JSONValue, of name: String, card: String
  ) throws(AssayError) -> [(split: String, patterns: [String])] {
    if let texts = texts(value) { return [("train", texts)] }
    var found: [(split: String, patterns: [String])] = []
    for (split, path) in pairs(value) {
      guard let split, let own = path.flatMap(Self.texts) else {
        throw error(
          "`data_files` of the configuration `\(name)` need a `split` and a `path` each", card)
      }
      found.append((split, own))
    }
    guard !found.isEmpty else {
      throw error("`data_files` of the configuration `\(name)` name no file", card)
    }
    return found
  }

  private static func pairs(_ value: JSONValue) -> [(split: String?, path: JSONValue?)] {
    if let object = value.object { return object.members.map { (split: $0.key, path: $0.value) } }
    return (value.array ?? []).map { (split: $0["split"]?.string, path: $0["path"]) }
  }

  private static func texts(_ value: JSONValue) -> [String]? {
    if let text = value.string { return [text] }
    guard let list = value.array, !list.isEmpty else { return nil }
    let texts = list.compactMap(\.string)
    return texts.count == list.count ? texts : nil
  }

  /// The splits with their files.
  func config(of files: FolderFiles, card: String) throws(AssayError) -> HubConfig {
    let names = files.names.filter { $0.hasPrefix(folder) }
    var splits: [HubSplit] = []
    for (split, patterns) in patterns {
      splits.append(
        HubSplit(
          name: split, files: files.paths(try matches(patterns, names, card: card))))
    }
    if splits.isEmpty { splits = try SplitNames.splits(of: names, in: files) }
    guard !splits.isEmpty else {
      throw Self.error("the configuration `\(name)` has no file in \(folder)", card)
    }
    return HubConfig(name: name, isDefault: isDefault, splits: splits)
  }

  /// Each file once, by the first pattern that names it.
  private func matches(
    _ patterns: [String], _ names: [String], card: String
  ) throws(AssayError) -> [String] {
    var found: [String] = []
    for text in patterns {
      let pattern = FilePattern("/" + folder + text)
      let own = names.filter { pattern.matches($0) && !found.contains($0) }
      guard !own.isEmpty else {
        throw Self.error("no file is `\(folder)\(text)`, of the configuration `\(name)`", card)
      }
      found += own
    }
    try SplitNames.requireAllShards(of: found, in: card)
    return found
  }

  private static func error(_ message: String, _ card: String) -> AssayError {
    AssayError(
      message, at: Location(file: card),
      remedy: "Write the files of a split as `data_files: [{split: train, path: data/train-*}]`")
  }
}
