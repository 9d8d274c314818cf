// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Reports
import Sweep
import Testing
import Training
import Workflows

/// Row 92: a search for settings; rows 20 and 37 to 39: the choice of a size.
@Suite struct TuningTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, width) in [("small", 4), ("middle", 8), ("large", 16)] {
      try folder.writeSmallModel(positions: 24, width: width, to: "\(name).json")
    }
    func rows(_ count: Int) -> String {
      (0..<count).map {
        #"{"prompt":"row \#($0) ->","completion":" \#($0 % 2 == 0 ? "yes" : "no")"}"# + "\n"
      }.joined()
    }
    try folder.write(rows(12), to: "train.jsonl")
    try folder.write(rows(4), to: "valid.jsonl")
  }

  private func request() throws -> TuneRequest {
    var run = TrainingRequest(
      trainingFile: folder.path("train.jsonl"), model: folder.path("small.json"))
    run.validationFile = folder.path("valid.jsonl")
    run.hyperparameters.epochs = 1
    run.hyperparameters.batchSize = 4
    run.hyperparameters.checkpointSteps = 100
    var request = TuneRequest(run, folder: folder.path("search"))
    request.dimensions = [
      try SearchDimension("learning_rate=1e-4..1e-2"), try SearchDimension("weight_decay=0,0.1"),
    ]
    request.trials = 3
    return request
  }

  private func run(
    _ request: TuneRequest, stoppingAfter limit: Int? = nil
  ) throws -> (result: TuneResult?, steps: Int) {
    var steps = 0
    let result = try Tuning.run(
      request, program: .init(version: "9.9", command: ["assay", "tune"]),
      observe: { if case .steps = $0 { steps += 1 } }, shouldStop: { steps == limit })
    return (result, steps)
  }

  @Test("Row 92: random search, resumed without a step done twice") func randomSearch() throws {
    let request = try request()
    #expect(try run(request, stoppingAfter: 4).result == nil)
    let (found, steps) = try run(request)
    let result = try #require(found)
    // Three trials of three steps.
    #expect(steps == 9 - 4 && result.trials.count == 3)
    #expect(Set(result.trials.map { $0.values["learning_rate"]?.double ?? 0 }).count == 3)
    #expect(result.best.loss == result.trials.compactMap(\.loss).min())
    for trial in result.trials {
      let hasWeights = FileManager.default.fileExists(
        atPath: "\(trial.folder)/model.safetensors")
      #expect(hasWeights == (trial == result.best))
    }
    let (again, more) = try run(request)
    #expect(more == 0 && again?.trials.map(\.loss) == result.trials.map(\.loss))
    let written = try JSONParser.parse(
      Array(try folder.text(of: "search/tune.json").utf8), file: "tune.json")
    #expect(written["best"]?["trial"]?.integer == result.best.number)
    #expect(result.report.sections[0].blocks.count == 2)
  }

  @Test("Row 9: prompts that a search's files share are said once") func sharedPrompts() throws {
    var warnings: [String] = []
    func warned(_ validation: String) throws -> [String] {
      var request = try request()
      request.folder = folder.path("search-\(validation)")
      request.run.validationFile = folder.path(validation)
      warnings = []
      _ = try Tuning.run(
        request, program: .init(version: "9.9", command: ["assay", "tune"]),
        observe: { if case .warning(let text) = $0 { warnings.append(text) } })
      return warnings
    }
    let shared = try warned("valid.jsonl")
    #expect(shared.count == 1 && shared[0].contains("4 rows of 4"), "\(shared)")
    let same = try warned("train.jsonl")
    #expect(same.count == 1 && same[0].contains("is the training file"), "\(same)")
    try folder.write(
      #"{"prompt":"another row ->","completion":" yes"}"# + "\n", to: "other.jsonl")
    #expect(try warned("other.jsonl").isEmpty)
  }

  @Test("Row 92: successive halving") func halving() throws {
    var request = try request()
    request.method = .halving
    let result = try #require(try run(request).result)
    #expect(result.trials.map(\.share).filter { $0 < 1 }.count == 3)
    #expect(result.trials.filter { $0.share == 1 }.count == 1)
    let cheap = result.trials.filter { $0.share < 1 }.min { ($0.loss ?? 9) < ($1.loss ?? 9) }
    #expect(result.best.share == 1 && result.best.number == cheap?.number)
  }

  @Test("Rows 20, 37 to 39: the size is chosen from the middle") func sizes() throws {
    var request = try request()
    request.dimensions = []
    request.sizes = ["small", "middle", "large"].map { folder.path("\($0).json") }
    // All are as good to a tolerance that large, so that the smallest is chosen.
    request.tolerance = 0.99
    let smallest = try #require(try run(request).result)
    #expect(smallest.best.model == request.sizes[0])
    #expect(smallest.trials.map(\.model) == [request.sizes[1], request.sizes[0]])
  }

  @Test(arguments: [
    ("learning_rate", "NAME="), ("learning_rat=1,2", "learning_rate"), ("epochs=a", "epochs"),
    ("epochs=0,1", "--epochs"), ("learning_rate=2..1", "range"),
    ("batch_size=0..4", "--batch-size"),
  ]) func dimensionsThatCannotBeMeant(text: String, words: String) {
    let error = #expect(throws: AssayError.self) { try SearchDimension(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func requestsThatLackSomethingAreRefused() throws {
    var request = try request()
    request.run.validationFile = nil
    #expect(request.fault?.contains("-v") == true)
    request = try self.request()
    request.sizes = ["a", "b"]
    #expect(request.fault?.contains("not both") == true)
    request.dimensions = []
    request.sizes = ["a"]
    #expect(request.fault?.contains("two models") == true)
  }
}
