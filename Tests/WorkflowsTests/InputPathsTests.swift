// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing
import Workflows

/// Which files arguments mean.
@Suite struct InputPathsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["sub", ".hidden", "sub/deep"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    for name in [
      "a.csv", "b.JSONL", "c.txt", "d.xlsx", "e.csv.gz", "f.xlsx.gz", "sub/g.tsv",
      "sub/deep/h.jsonl",
      ".hidden/i.csv", ".j.csv", "k.md",
    ] { try folder.write("x", to: name) }
    try folder.write("  [{}]", to: "list.json")
    try folder.write("{\"a\": 1}", to: "object.json")
  }

  private func names(_ arguments: String..., options: CheckOptions = Sample.options) throws
    -> [String]
  {
    let root = folder.url.path + "/"
    return try Linting(options).files(arguments.map { $0 == "-" ? $0 : root + $0 }).map {
      $0.name.hasPrefix(root) ? String($0.name.dropFirst(root.count)) : $0.name
    }
  }

  @Test func aFolderMeansAllDataInIt() throws {
    #expect(
      try names("") == [
        "a.csv", "b.JSONL", "d.xlsx", "e.csv.gz", "list.json", "sub/deep/h.jsonl", "sub/g.tsv",
      ])
    #expect(try names("sub") == ["sub/deep/h.jsonl", "sub/g.tsv"])
  }

  @Test func filesThatAreNamedAreTaken() throws {
    #expect(try names("c.txt", "a.csv", "a.csv", "-") == ["c.txt", "a.csv", "-"])
    // Whether it is there shows when it is read.
    #expect(try names("missing.csv") == ["missing.csv"])
  }

  @Test func patternsAreFollowed() throws {
    #expect(try names("*.csv") == ["a.csv"])
    #expect(try names("**/*.?sv") == ["a.csv", "sub/g.tsv"])
    #expect(try names("sub/*.tsv") == ["sub/g.tsv"])
  }

  @Test func nothingMeantIsAnError() throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "empty"), withIntermediateDirectories: false)
    for argument in ["*.parquet", "empty"] {
      #expect(throws: AssayError.self) { try names(argument) }
    }
  }

  @Test func theConfigurationPassesFilesOver() throws {
    try folder.write("exclude: ['sub/**', 'b.*']\n", to: "assay.yaml")
    #expect(
      try names("", options: CheckOptions()) == ["a.csv", "d.xlsx", "e.csv.gz", "list.json"])
    // A file that is named is wanted.
    #expect(try names("b.JSONL", options: CheckOptions()) == ["b.JSONL"])
  }
}
