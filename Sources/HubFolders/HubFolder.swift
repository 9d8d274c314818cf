// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A folder of a data set as the Hugging Face hub has them: files whose names tell their splits, or a card,
/// README.md, that says which files are which. Read as the library `datasets` does.
package struct HubFolder: Sendable {
  package let path: String
  package let configs: [HubConfig]

  /// - Throws: `AssayError` where the card is wrong, or there is no file of rows.
  package init(_ path: String) throws(AssayError) {
    self.path = path
    let files = FolderFiles(path)
    guard !files.names.isEmpty else {
      throw AssayError(
        "there are no data files", at: Location(file: path),
        remedy: "Name a folder that has files such as data/train-00000-of-00001.parquet")
    }
    let card = try HubCard(in: path)
    var configs: [HubConfig] = []
    for entry in card.configs { configs.append(try entry.config(of: files, card: card.path)) }
    if configs.isEmpty {
      configs = [
        HubConfig(
          name: "default", isDefault: true,
          splits: try SplitNames.splits(of: files.names, in: files))
      ]
    }
    self.configs = configs
  }

  /// The files of a split, in the order of its shards.
  /// - Parameters:
  ///   - config: nil: the only one, or the default.
  ///   - split: nil: the only one, or else the preferred.
  ///   - preferred: a split that is meant where several are there and none is named.
  /// - Throws: `AssayError` that names those that there are.
  package func files(
    config: String?, split: String?, preferred: String? = nil
  ) throws(AssayError) -> [String] {
    let found = try self.config(config)
    let names = found.splits.map(\.name)
    if let split {
      if let own = found.splits.first(where: { $0.name == split }) { return own.files }
      throw unknown(split, "split", among: names, option: "--data-split")
    }
    if let own = found.splits.first(where: { $0.name == preferred }) { return own.files }
    guard found.splits.count == 1 else {
      throw AssayError(
        "is a data set with the splits \(names.joined(separator: ", "))",
        at: Location(file: path), remedy: "Choose one, as --data-split \(names.first ?? "train")")
    }
    return found.splits[0].files
  }

  private func config(_ name: String?) throws(AssayError) -> HubConfig {
    let names = configs.map(\.name)
    if let name {
      if let own = configs.first(where: { $0.name == name }) { return own }
      throw unknown(name, "configuration", among: names, option: "--data-config")
    }
    if let own = configs.first(where: \.isDefault) ?? (configs.count == 1 ? configs[0] : nil) {
      return own
    }
    throw AssayError(
      "is a data set with the configurations \(names.joined(separator: ", "))",
      at: Location(file: path), remedy: "Choose one, as --data-config \(names.first ?? "")")
  }

  private func unknown(
    _ name: String, _ what: String, among names: [String], option: String
  ) -> AssayError {
    AssayError(
      "the data set has no \(what) `\(name)`", at: Location(file: path),
      remedy: NearestName.of(name, in: names).map { "Did you mean \(option) \($0)?" }
        ?? "It has \(names.joined(separator: ", "))")
  }
}
