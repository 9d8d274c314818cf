// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Which files are which split where no card says it: by shards as `data/train-00000-of-00002.parquet`, by
/// words in names of files, by words in names of folders; else all are for training.
enum SplitNames {
  private static let words: [(split: String, words: Set<String>)] = [
    ("train", ["train", "training"]),
    ("validation", ["validation", "valid", "dev", "val"]),
    ("test", ["test", "testing", "eval", "evaluation"]),
  ]

  /// The splits of some of the files.
  static func splits(
    of names: [String], in files: FolderFiles
  ) throws(AssayError) -> [HubSplit] {
    let sharded = names.filter { $0.contains("data/") && Shard($0) != nil }
    let found =
      sharded.isEmpty ? named(names) : grouped(sharded) { Shard($0)?.split }
    var splits: [HubSplit] = []
    for (split, own) in found {
      try requireAllShards(of: own, in: files.folder)
      splits.append(HubSplit(name: split, files: files.paths(own)))
    }
    return splits
  }

  private static func named(_ names: [String]) -> [(String, [String])] {
    let byFile = grouped(names) { split(in: $0.split(separator: "/").last ?? "") }
    if !byFile.isEmpty { return ordered(byFile) }
    let byFolder = grouped(names) { name in
      name.split(separator: "/").dropLast().compactMap { split(in: $0) }.first
    }
    if !byFolder.isEmpty { return ordered(byFolder) }
    return names.isEmpty ? [] : [("train", names)]
  }

  private static func ordered(_ splits: [(String, [String])]) -> [(String, [String])] {
    words.compactMap { word in splits.first { $0.0 == word.split } }
  }

  private static func split(in name: Substring) -> String? {
    let parts = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
    return words.first { !$0.words.isDisjoint(with: parts) }?.split
  }

  /// In the order in which they come first.
  private static func grouped(
    _ names: [String], by splitOf: (String) -> String?
  ) -> [(String, [String])] {
    var groups: [(String, [String])] = []
    for name in names {
      guard let split = splitOf(name) else { continue }
      if let place = groups.firstIndex(where: { $0.0 == split }) {
        groups[place].1.append(name)
      } else {
        groups.append((split, [name]))
      }
    }
    return groups
  }

  /// Half of the data must not pass for all of it.
  static func requireAllShards(of names: [String], in place: String) throws(AssayError) {
    var numbers: [String: (total: Int, found: Set<Int>)] = [:]
    for shard in names.compactMap(Shard.init) {
      numbers[shard.series, default: (shard.total, [])].found.insert(shard.number)
    }
    for (series, (total, found)) in numbers.sorted(by: { $0.key < $1.key }) {
      guard let missing = (0..<total).first(where: { !found.contains($0) }) else { continue }
      throw AssayError(
        "\(series) has \(found.count) of its \(total) files: number \(missing) is missing",
        at: Location(file: place), remedy: "Fetch all files of the split")
    }
  }
}
