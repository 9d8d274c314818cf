// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing
import Workflows

@testable import Scale

/// Files of phases that are missing, there twice, stale, damaged or of another make are refused.
@Suite struct PhaseFileTests {
  private let lint: ScaledLint

  init() throws {
    let folder = try TemporaryFolder()
    let shards = try (0..<3).map { shard in
      let lines = (0..<20).map { row in
        "{\"prompt\":\"question \(shard * 20 + row) of some length ->\",\"completion\":\" a\(row) END\"}\n"
      }
      return try folder.write(lines.joined(), to: "shard\(shard).jsonl")
    }
    lint = ScaledLint(folder: folder, shards: shards)
    _ = try lint.run()
  }

  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
    } catch let error as AssayError {
      return error.message
    } catch {}
    return "none"
  }

  @Test func aShardIsMissing() throws {
    let some = Array(lint.paths("survey")[..<2])
    #expect(
      refusal { _ = try WholeSurvey(merging: some.reversed(), count: 3, by: lint.phase()) }
        == "what assay scale survey makes of shard 2 is missing")
    #expect(
      refusal { _ = try WholeSurvey(merging: some.reversed(), count: 2, by: lint.phase()) }
        == "none")
    #expect(
      refusal { _ = try WholeSurvey(merging: some, count: 1, by: lint.phase()) }
        == "there are 2 files of assay scale survey, and 1 shards")
    let gap = [lint.path("survey", 0), lint.path("survey", 2)]
    #expect(
      refusal { _ = try WholeSurvey(merging: gap, count: 3, by: lint.phase()) }
        == "what assay scale survey makes of shard 1 is missing")
    let profile = try lint.profile("profile")
    #expect(
      refusal { _ = try profile.settled(Array(lint.paths("look")[..<2]), by: lint.phase()) }
        == "what assay scale look makes of shard 2 is missing")
    let compared = try lint.profile("compared")
    #expect(
      refusal { _ = try compared.report([lint.path("findings", 1)], by: lint.phase()) }
        == "what assay scale lint makes of shard 0 is missing")
    try FileManager.default.removeItem(atPath: lint.path("look", 1))
    #expect(
      refusal { _ = try profile.settled(lint.paths("look"), by: lint.phase()) } == "cannot be read")
  }

  @Test func aShardIsThereTwice() throws {
    let twice = lint.paths("survey") + [lint.path("survey", 1)]
    #expect(
      refusal { _ = try WholeSurvey(merging: twice, count: 3, by: lint.phase()) }
        == "shard 1 is there twice, in `\(lint.path("survey", 1))` too")
    let again = try ShardSurvey(
      DataShard(number: 3, path: lint.shards[0]), by: lint.phase(), again: nil,
      keys: lint.path("keys", 3))
    try lint.write(again, "survey3")
    let paths = lint.paths("survey") + [lint.path("survey", 3)]
    #expect(
      refusal { _ = try WholeSurvey(merging: paths, count: 4, by: lint.phase()) }
        == "the file is shard 0 and shard 3")
  }

  @Test func aShardHasChanged() throws {
    let whole = try lint.profile("compared")
    let text = try lint.folder.text(of: "shard1.jsonl")
    try lint.folder.write(text + text, to: "shard1.jsonl")
    #expect(
      refusal {
        _ = try ShardFindings(1, of: whole, by: lint.phase(), verdicts: lint.path("verdicts", 1))
      } == "the shard is not the file that was surveyed")
    #expect(refusal { _ = try whole.shard(0) } == "none")
    #expect(refusal { _ = try whole.shard(3) } == "there is no shard 3")
    // A survey of the changed shard does not fit looks of the old one.
    try lint.survey()
    let fresh = try lint.merge()
    #expect(
      refusal { _ = try fresh.settled(lint.paths("look"), by: lint.phase()) }
        == "the file is of another run: shard 1 has changed since")
  }

  @Test func anotherVersionOrOtherRules() throws {
    var other = lint
    other.version = "1.2.4"
    #expect(
      refusal { _ = try other.profile("profile") }
        == "the profile was made by assay 1.2.3, and this is 1.2.4")
    other = lint
    other.options.ignore = ["DUP"]
    #expect(
      refusal { _ = try other.profile("profile") }
        == "the profile was made by other rules or options")
    other = lint
    other.options.maxTokens = 10
    #expect(refusal { _ = try other.merge() } == "the survey was made by other rules or options")
  }

  @Test func phasesOutOfOrder() throws {
    let profile = try lint.profile("profile")
    let words = "the profile is not that of the phase before"
    #expect(refusal { _ = try ShardSketches(0, of: profile, by: lint.phase()) } == words)
    let settled = try lint.profile("settled")
    #expect(
      refusal {
        _ = try ShardFindings(0, of: settled, by: lint.phase(), verdicts: lint.path("verdicts", 0))
      } == words)
    #expect(refusal { _ = try settled.report(lint.paths("findings"), by: lint.phase()) } == words)
    #expect(
      refusal { _ = try WholeSurvey(merging: lint.paths("look"), count: 3, by: lint.phase()) }
        == "this is a second look, where a survey was expected")
  }

  @Test(arguments: ["", "{", "{}", "[1]\n[1]\n1\n", "{\"kind\":1}\n"])
  func damagedFiles(text: String) throws {
    try lint.folder.write(text, to: "survey1")
    #expect(
      refusal { _ = try lint.merge() }
        == "this is no file of a phase of assay scale, or not a whole one")
  }

  /// Wherever a file is cut off, and wherever a bit of it has turned.
  @Test func cutFilesAndTurnedBits() throws {
    let bytes = try Files.read(lint.path("survey", 1))
    let places = Array(stride(from: 0, to: bytes.count, by: 97)) + [bytes.count - 1]
    for place in places {
      try lint.folder.write(Data(bytes[..<place]), to: "survey1")
      #expect(refusal { _ = try lint.merge() } != "none", "cut at \(place)")
      var turned = bytes
      turned[place] ^= 1
      try lint.folder.write(Data(turned), to: "survey1")
      #expect(refusal { _ = try lint.merge() } != "none", "turned at \(place)")
    }
    var turned = bytes
    turned[bytes.count / 2] ^= 1
    try lint.folder.write(Data(turned), to: "survey1")
    #expect(refusal { _ = try lint.merge() } == "the survey is cut off or damaged")
    try lint.folder.write(Data(bytes), to: "survey1")
    #expect(refusal { _ = try lint.merge() } == "none")
  }

  @Test func otherVerdictsThanThoseOfTheSecondLook() throws {
    try lint.folder.write("R 3\n", to: "verdicts1")
    #expect(
      refusal {
        _ = try ShardFindings(
          1, of: lint.profile("compared"), by: lint.phase(), verdicts: lint.path("verdicts", 1))
      } == "these are not the verdicts that the second look was given")
  }

  /// A phase that ran twice, as one does whose worker was lost too late, leaves the same file.
  @Test func aTaskMayRunTwice() throws {
    let before = try lint.folder.text(of: "look1")
    let look = try ShardLook(
      1, of: lint.profile("profile"), by: lint.phase(), verdicts: lint.path("verdicts", 1))
    try lint.write(look, "look1")
    #expect(try lint.folder.text(of: "look1") == before)
  }

  @Test func whatIsKnownOfFindingsIsNotLeftOut() throws {
    try lint.folder.write("suppressions: known.ignore\n", to: "assay.yaml")
    try lint.folder.write(
      "- {file: shard1.jsonl, code: WSP001, text: x END, reason: meant so}\n", to: "known.ignore")
    #expect(
      refusal { _ = try lint.phase() }
        == "a baseline or suppressions hold for the file, which phases do not know")
  }

  @Test(arguments: ["R", "R x", "X 1", "R 20", "R -1", "R 1 2", "R1"])
  func damagedVerdicts(line: String) throws {
    try lint.folder.write("R 3\n\(line)\n", to: "verdicts0")
    #expect(
      refusal {
        _ = try ShardFindings(
          0, of: lint.profile("compared"), by: lint.phase(), verdicts: lint.path("verdicts", 0))
      } == "a line is R, N or C, a space and the number of a row of the shard")
    try lint.folder.write("R 3\nR 1", to: "verdicts0")
    #expect(
      refusal {
        _ = try ShardLook(
          0, of: lint.profile("profile"), by: lint.phase(), verdicts: lint.path("verdicts", 0))
      } == "the last line is cut off")
  }

  @Test func nothingIsLeftOfAShardThatCannotBeRead() throws {
    let path = try lint.folder.write("{\"prompt\":\n", to: "bad.jsonl")
    let words = refusal {
      _ = try ShardSurvey(
        DataShard(number: 0, path: path), by: lint.phase(), again: nil,
        keys: lint.folder.path("new"))
    }
    #expect(words != "none")
    #expect(try !lint.folder.names.contains("new"))
  }
}
