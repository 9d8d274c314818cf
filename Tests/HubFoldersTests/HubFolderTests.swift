// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import HubFolders
import Testing

@Suite struct HubFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ names: [String]) throws {
    for name in names {
      let home = folder.url.appending(path: name).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try folder.write("prompt,completion\na,b\n", to: name)
    }
  }

  private func card(_ head: String) throws {
    try folder.write("---\n\(head)\n---\n# Cards\n", to: "README.md")
  }

  private var path: String { folder.url.path(percentEncoded: false) }

  private func files(_ split: String?, config: String? = nil) throws -> [String] {
    try HubFolder(path).files(config: config, split: split).map { path in
      #expect(FileManager.default.fileExists(atPath: path))
      return String(path.dropFirst(self.path.count + (self.path.hasSuffix("/") ? 0 : 1)))
    }
  }

  private func splits() throws -> [String] {
    try HubFolder(path).configs.flatMap { config in
      config.splits.map { "\(config.name)/\($0.name)" }
    }
  }

  @Test func shardsTellTheirSplit() throws {
    try write([
      "data/train-00001-of-00002-0badc0de.csv", "data/train-00000-of-00002-5eed5eed.csv",
      "data/test_seen-00000-of-00001.csv", "notes/other.csv",
    ])
    #expect(try splits() == ["default/test_seen", "default/train"])
    #expect(
      try files("train") == [
        "data/train-00000-of-00002-5eed5eed.csv", "data/train-00001-of-00002-0badc0de.csv",
      ])
    let error = #expect(throws: AssayError.self) { try files(nil) }
    #expect(error?.message == "is a data set with the splits test_seen, train")
  }

  @Test func aMissingShardIsAnError() throws {
    try write(["data/train-00000-of-00003.csv", "data/train-00002-of-00003.csv"])
    let error = #expect(throws: AssayError.self) { try files("train") }
    #expect(error?.message == "data/train has 2 of its 3 files: number 1 is missing")
  }

  @Test func wordsInNamesTellTheSplit() throws {
    try write(["a/my_train.csv", "dev.csv", "evaluation-2.csv", "contest.csv"])
    #expect(try splits() == ["default/train", "default/validation", "default/test"])
    #expect(try files("validation") == ["dev.csv"])
    #expect(try files("test") == ["evaluation-2.csv"])
    let error = #expect(throws: AssayError.self) { try files("tests") }
    #expect(error?.remedy == "Did you mean --data-split test?")
  }

  @Test func foldersTellTheSplit() throws {
    try write(["train/1.csv", "train/2.csv", "validation/1.csv"])
    #expect(try files("train") == ["train/1.csv", "train/2.csv"])
  }

  @Test func allIsForTrainingWhereNothingTells() throws {
    try write(["b.csv", "a.csv"])
    #expect(try files(nil) == ["a.csv", "b.csv"])
  }

  @Test func theCardTellsConfigurationsAndSplits() throws {
    try write(["en/x-1.csv", "en/x-2.csv", "en/held.csv", "de/all.csv", "loose.csv"])
    try card(
      """
      license: mit
      configs:
      - config_name: english
        default: true
        data_files:
        - split: train
          path: en/x-*
        - split: test
          path: [en/held.csv]
      - config_name: german
        data_files: "de/*.csv"
      - config_name: rest
        data_files: {train: loose.csv}
      """)
    #expect(try splits() == ["english/train", "english/test", "german/train", "rest/train"])
    #expect(try files("train") == ["en/x-1.csv", "en/x-2.csv"])
    #expect(try files(nil, config: "german") == ["de/all.csv"])
    #expect(try files(nil, config: "rest") == ["loose.csv"])
    let error = #expect(throws: AssayError.self) { try files(nil, config: "germn") }
    #expect(error?.remedy == "Did you mean --data-config german?")
  }

  @Test func aFolderOfAConfigurationHasSplitsByNames() throws {
    try write(["en/train.csv", "en/test.csv", "de/train.csv"])
    try card("configs:\n- config_name: en\n  data_dir: en\n- config_name: de\n  data_dir: de/")
    #expect(try files("test", config: "en") == ["en/test.csv"])
    #expect(try files(nil, config: "de") == ["de/train.csv"])
    let error = #expect(throws: AssayError.self) { try files("train") }
    #expect(error?.remedy == "Choose one, as --data-config en")
  }

  @Test(arguments: [
    ("configs:\n- data_files: a.csv", "a configuration has no `config_name`"),
    ("configs:\n- config_name: a\n  data_files: b*.csv", "no file is `b*.csv`"),
    ("configs:\n- config_name: a\n  data_files:\n  - split: train", "need a `split` and a `path`"),
    ("configs:\n- config_name: a\n  data_files: []", "name no file"),
    ("configs:\n- config_name: a\n  data_dir: nowhere", "has no file in nowhere/"),
    ("configs: [", "not YAML"),
  ])
  func aWrongCardIsTold(head: String, message: String) throws {
    try write(["a.csv"])
    try card(head)
    let error = #expect(throws: AssayError.self) { try HubFolder(path) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.location?.file.hasSuffix("README.md") == true)
  }

  /// A card without a head, or with one that says nothing of files, leaves it to the names.
  @Test(arguments: ["# Cards\n", "---\nlicense: mit\n---\n", "---\nnever ends\n", "---\n---\n"])
  func otherCardsSayNothing(text: String) throws {
    try write(["train.csv", "test.csv"])
    try folder.write(text, to: "README.md")
    #expect(try splits() == ["default/train", "default/test"])
  }

  @Test func aFolderWithoutRowsIsTold() throws {
    try folder.write("{}", to: "dataset_info.json")
    #expect(throws: AssayError.self) { try HubFolder(path) }
  }
}
