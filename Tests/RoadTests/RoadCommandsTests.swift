// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import RuleEngine
import Tables
import Testing
import Training
import Workflows

@testable import Road

/// The script that does what a run did.
@Suite struct RoadCommandsTests {
  private let place: TemporaryFolder
  private let folder: RoadFolder

  init() throws {
    place = try TemporaryFolder()
    folder = try RoadFolder(place.path("out"), policy: .refuse)
  }

  private func commands(
    chosenFixes: [String]? = nil,
    _ change: (inout RoadRequest, inout TrainingRequest) -> Void = { _, _ in }
  ) -> [String] {
    var request = RoadRequest(DataFile("my mails.csv"), output: place.path("out"))
    var training = TrainingRequest(trainingFile: folder.trainingFile, model: "nano")
    training.hyperparameters.objective = .classification
    change(&request, &training)
    let state = RoadFolder.State(sha256: "", training: training, chosenFixes: chosenFixes)
    return RoadCommands(request, state, folder: folder).text
      .split(separator: "\n").map(String.init)
  }

  private func line(_ verb: String, of lines: [String]) -> String {
    lines.first { $0.hasPrefix("assay \(verb) ") } ?? ""
  }

  /// What a person declined is not done by the script either.
  @Test func fixesThatAPersonChoseAreNamed() {
    let lines = commands(chosenFixes: ["CLS004", "WSP001"]) { request, _ in
      request.fixes.grades = [.safe, .unsafe]
    }
    #expect(line("fix", of: lines).contains(" --yes --unsafe-fixes --only CLS004,WSP001 "))
    #expect(!line("fix", of: commands()).contains("--only"))
    let declined = commands(chosenFixes: []) { request, _ in
      request.fixes.grades = [.safe, .unsafe]
    }
    #expect(line("fix", of: declined).contains(" --yes --only CLS009 "))
  }

  @Test func theBestEpochIsKeptByTheScriptToo() {
    #expect(!line("train", of: commands()).contains("--keep-best"))
    let lines = commands { _, training in training.hyperparameters.keepsBest = true }
    #expect(line("train", of: lines).contains(" --keep-best "))
  }

  @Test func namesAreQuotedForTheShell() {
    let lines = commands()
    #expect(lines[0] == "#!/bin/sh" && lines.contains("set -e"))
    #expect(line("lint", of: lines) == "assay lint 'my mails.csv' || [ $? = 1 ]")
    #expect(line("fix", of: lines).hasPrefix("assay fix 'my mails.csv' --yes --seed 42 "))
    #expect(lines.last?.hasPrefix("# assay predict -m ") == true)
  }

  @Test func whatWasAskedForIsInThem() {
    let lines = commands { request, training in
      request.options.promptColumn = "the text"
      request.options.promptTemplate = "{a}\n{b}"
      request.options.reading.hasHeader = false
      request.fixes.grades = [.safe, .unsafe]
      request.seed = 7
      training.fromScratch = true
      training.hyperparameters.epochs = 3
      training.part = 0.5
    }
    let reading = "--prompt-column 'the text' --prompt-template '{a}\\n{b}' --no-header"
    #expect(line("lint", of: lines).contains(reading))
    #expect(line("fix", of: lines).contains(reading + " --yes --unsafe-fixes --seed 7 "))
    #expect(
      line("train", of: lines).contains(
        "-m nano --from-scratch --objective classification --epochs 3 --part 0.5 "))
    #expect(line("eval", of: lines).contains("--bootstrap 1000 --format html"))
  }

  /// Labels are divided by each fix that splits; texts where that is asked for.
  @Test func textsAreDividedByTheScript() {
    let lines = commands { _, training in training.hyperparameters.objective = nil }
    #expect(line("fix", of: lines).contains(" --split --valid-fraction 0.1 "))
    #expect(lines.last?.hasPrefix("# assay complete -m ") == true)
    #expect(!line("fix", of: commands()).contains("--split"))
  }

  @Test func theFolderKeepsItsState() throws {
    #expect(try folder.readState() == nil)
    let training = TrainingRequest(trainingFile: folder.trainingFile, model: "nano")
    try folder.write(RoadFolder.State(sha256: "abc", training: training))
    let state = try #require(try folder.readState())
    #expect(state.sha256 == "abc" && state.training.model == "nano" && state.format == 1)
    // What has begun is not taken away.
    folder.removeUnstarted()
    #expect(try place.names == ["out"])
    #expect(throws: AssayError.self) { try RoadFolder(place.path("out"), policy: .refuse) }
    #expect(try RoadFolder(place.path("out"), policy: .resume).readState() != nil)
    #expect(try RoadFolder(place.path("out"), policy: .overwrite).readState() == nil)
  }

  @Test func aFolderThatCameToNothingGoes() throws {
    folder.removeUnstarted()
    #expect(try place.names == [])
  }
}
