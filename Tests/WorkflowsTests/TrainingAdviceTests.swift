// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Evaluation
import Foundation
import JSON
import LanguageModel
import Platform
import Reports
import Testing
import Training
import Workflows

/// What the guides advise and a request leaves open.
@Suite struct TrainingAdviceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try GPT2Model(
      configuration: GPT2Configuration(positions: 32, width: 8, layers: 1, heads: 2), seed: 3
    ).save(to: folder.path("base"))
  }

  private func advice(
    rows: (Int) -> String, change: (inout TrainingRequest) -> Void = { _ in }
  ) throws -> [String] {
    let text = (0..<12).map {
      #"{"prompt":"row \#($0) ->","completion":" \#(rows($0))"}"# + "\n"
    }.joined()
    try folder.write(text, to: "train.jsonl")
    var request = TrainingRequest(
      trainingFile: folder.path("train.jsonl"), model: folder.path("base"))
    request.output = folder.path("out")
    request.policy = .overwrite
    request.hyperparameters.maximumSteps = 1
    request.hyperparameters.precision = .f32
    change(&request)
    var advice: [String] = []
    _ = try TrainingRun(
      request, program: .init(version: "9.9", command: []),
      observe: { if case .begins(let overview) = $0 { advice = overview.advice } }
    ).perform()
    return advice
  }

  private func remember(examples: Int) throws {
    try folder.write(
      #"{"format": 1, "data": {"training": {"examples": \#(examples)}}}"#, to: "base/assay.json")
  }

  @Test("Row 34: much less new data than the model has learned from") func lessData() throws {
    try remember(examples: 48)
    let found = try advice(rows: { $0 % 2 == 0 ? "yes" : "no" })
    #expect(found.count == 1)
    #expect(found[0].contains("48 examples and these are 12"))
    #expect(found[0].contains("--learning-rate-multiplier 0.025 to 0.0125"))
    #expect(
      try advice(
        rows: { $0 % 2 == 0 ? "yes" : "no" },
        change: { $0.hyperparameters.learningRateMultiplier = 0.02 }
      ).isEmpty)
    try remember(examples: 47)
    #expect(try advice(rows: { $0 % 2 == 0 ? "yes" : "no" }).isEmpty)
  }

  @Test("Row 45: fewer epochs and a lower rate for texts") func texts() throws {
    let found = try advice(rows: { "text number \($0) END" })
    #expect(found.count == 1 && found[0].contains("1 or 2 epochs"))
    #expect(found[0].contains("--learning-rate-multiplier 0.025"))
    let rate = try advice(
      rows: { "text number \($0) END" }, change: { $0.hyperparameters.epochs = 2 })
    #expect(rate.count == 1 && !rate[0].contains("epochs"))
    #expect(
      try advice(
        rows: { "text number \($0) END" },
        change: {
          $0.hyperparameters.epochs = 2
          $0.hyperparameters.learningRate = 1e-5
        }
      ).isEmpty)
  }

  @Test("Row 90: prompts that were cut are counted in a comparison") func cutRowsAreCounted() throws
  {
    var configuration = GPT2Configuration(positions: 8, width: 8, layers: 1, heads: 2)
    configuration.setClasses(["LABEL_0", "LABEL_1"])
    for (name, seed) in [("a", 1), ("b", 2)] {
      try GPT2Model(configuration: configuration, seed: UInt64(seed)).save(to: folder.path(name))
    }
    let long = String(repeating: "word ", count: 20)
    try folder.write(
      #"{"prompt":"short","completion":"0"}"# + "\n" + #"{"prompt":"\#(long)","completion":"1"}"#
        + "\n", to: "test.jsonl")
    var request = CompareRequest(folder.path("a"), folder.path("b"), options: .init())
    request.file = folder.path("test.jsonl")
    let comparison = try Evaluating.compare(request)
    let json = comparison.json(names: ("a", "b"))
    #expect(json["shortened_rows"] == ["a": 1, "b": 1])
    let table = CSVReport.render(comparison.report(names: ("a", "b")))
    #expect(table.contains("shortened_rows,a,1,,") && table.contains("shortened_rows,b,1,,"))
    let left = try { () throws in
      request.reading.truncationSide = .left
      return try Evaluating.compare(request).json(names: ("a", "b"))
    }()
    #expect(left["shortened_rows"] == ["a": 1, "b": 1])
  }
}
