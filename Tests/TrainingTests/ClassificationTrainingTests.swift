// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Platform
import Tables
import Testing
import Training

/// A classification head from the rows of a file to a trained model.
@Suite struct ClassificationTrainingTests {
  private static let classes = [" high", " low", " middle"]

  private static func configuration() -> GPT2Configuration {
    var configuration = GPT2Configuration(
      vocabularySize: 97, positions: 48, width: 32, layers: 2, heads: 2)
    configuration.classes = classes
    configuration.initializerRange = 0.06
    configuration.endToken = 96
    configuration.padToken = 96
    return configuration
  }

  /// Texts of random letters; the first one tells the class.
  private static func rows(_ count: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let label = generator.next(below: 3)
      let letters = (0..<2 + generator.next(below: 8)).map { place in
        let letter = generator.next(below: 8) + (place == 0 ? label * 8 : 0)
        return Character(UnicodeScalar(UInt8(65 + letter)))
      }
      return #"{"prompt":"\#(String(letters))","completion":"\#(classes[label])"}"# + "\n"
    }.joined()
  }

  private func reader(_ policy: LengthPolicy = .error, positions: Int = 48) -> ExampleReader {
    var reader = ExampleReader(
      maximumTokens: positions, lengthPolicy: policy, encode: { $0.utf8.map(Int32.init) })
    reader.head = ClassHead(Self.configuration())
    return reader
  }

  private func source(_ text: String) throws -> (TableSource, TemporaryFolder) {
    let folder = try TemporaryFolder()
    return (try TableSource(path: folder.write(text, to: "rows.jsonl")), folder)
  }

  private func data(_ text: String, _ reader: ExampleReader) throws -> TrainingData {
    let (source, folder) = try source(text)
    defer { withExtendedLifetime(folder) {} }
    return try reader.read(source)
  }

  private func trainer(
    in folder: TemporaryFolder? = nil, epochs: Int = 12
  ) throws -> Trainer {
    var settings = TrainingSettings.plain
    settings.objective = .classification
    settings.epochs = epochs
    settings.batchSize = 16
    settings.microBatchSize = 7
    settings.learningRate = 3e-3
    settings.dropout = 0.1
    settings.tokenDropout = 0
    settings.checkpointSteps = 3
    let store = folder.map { CheckpointStore(folder: $0.url.appending(path: "c").path) }
    let checkpoint = try store?.latest()
    return try Trainer(
      model: try checkpoint.map { try GPT2Model(directory: $0.path) }
        ?? GPT2Model(configuration: Self.configuration(), seed: 1),
      job: JobIdentity(base: "b", settings: settings, trainingData: "", validationData: nil),
      examples: try data(Self.rows(240, seed: 1), reader()).examples,
      validation: try data(Self.rows(90, seed: 2), reader()).examples, checkpoints: store,
      resuming: checkpoint)
  }

  /// The figures of an evaluation are those of the classifier's own scores.
  @Test func aHeadIsMeasuredByItsScores() throws {
    let trainer = try trainer(epochs: 2)
    let head = trainer.model.bits
    #expect(try trainer.run() == .finished)
    let figures = try #require(trainer.results.rows.last?.validation)
    #expect(figures.tokenAccuracy == figures.sequenceAccuracy)
    #expect(trainer.model.bits != head)
    let examples = try data(Self.rows(90, seed: 2), reader()).examples
    let scores = try ClassScorer(model: trainer.model).logProbabilities(examples.map(\.prompt))
    let right = zip(scores, examples).count { scores, example in
      scores.indices.max { scores[$0] < scores[$1] } == Int(example.completion[0])
    }
    #expect(Double(right) / 90 == figures.sequenceAccuracy)
    let losses = zip(scores, examples).map { scores, example in -scores[Int(example.completion[0])]
    }
    let mean = losses.reduce(0, +) / 90
    #expect(abs(try #require(figures.loss) - mean) < 1e-4)
  }

  @Test(arguments: [2, 3, 11])
  func aStoppedRunGoesOnToTheSameBits(stop: Int) throws {
    let whole = try trainer(epochs: 1)
    #expect(try whole.run() == .finished)
    let folder = try TemporaryFolder()
    let first = try trainer(in: folder, epochs: 1)
    var hooks = TrainingHooks()
    hooks.shouldStop = { first.state.step == stop }
    #expect(try first.run(hooks) == .interrupted)
    let resumed = try trainer(in: folder, epochs: 1)
    #expect(resumed.state.step == stop)
    #expect(resumed.model.configuration == whole.model.configuration)
    #expect(try resumed.run() == .finished)
    #expect(resumed.model.bits == whole.model.bits)
    #expect(resumed.results == whole.results)
  }

  @Test func rowsBecomeTextsAndNumbers() throws {
    let text =
      #"{"prompt":"ab","completion":" low"}"# + "\n" + #"{"prompt":"","completion":" high"}"# + "\n"
      + #"{"prompt":"``","completion":" middle"}"# + "\n"
    let examples = try data(text, reader()).examples
    #expect(examples.map(\.completion) == [[1], [0], [2]])
    // The end stands for no text, and of nothing but padding the first token counts.
    #expect(examples.map(\.prompt) == [[97, 98], [96], [96]])
  }

  @Test func aTextMayFillAllPositions() throws {
    let text = #"{"prompt":"abcd","completion":" low"}"# + "\n"
    #expect(try data(text, reader(positions: 4)).examples[0].prompt.count == 4)
    let error = #expect(throws: AssayError.self) { try data(text, reader(positions: 3)) }
    #expect(error?.message.contains("the prompt has 4 tokens") == true)
    // The start stays, as transformers' tokenizers cut.
    let cut = try data(text, reader(.truncate, positions: 3))
    #expect(cut.examples[0].prompt == [97, 98, 99] && cut.truncatedRows == 1)
  }

  @Test func classesAreTheCompletionsOfAFile() throws {
    let (source, folder) = try source(Self.rows(60, seed: 3))
    #expect(try reader().classes(of: source) == Self.classes)
    withExtendedLifetime(folder) {}
  }

  @Test(arguments: [
    (["a", "b", "c"], "not classes"), (["a", "a", "a"], "not classes"),
  ])
  func textsAreNoClasses(completions: [String], reason: String) throws {
    let (source, folder) = try source(
      completions.map { #"{"prompt":"x","completion":"\#($0)"}"# + "\n" }.joined())
    let error = #expect(throws: AssayError.self) { try reader().classes(of: source) }
    #expect(error?.message.contains(reason) == true)
    withExtendedLifetime(folder) {}
  }

  @Test func anUnknownClassNamesItsRow() throws {
    let text =
      #"{"prompt":"a","completion":" low"}"# + "\n" + #"{"prompt":"a","completion":"low"}"# + "\n"
    let error = #expect(throws: AssayError.self) { try data(text, reader()) }
    #expect(error?.location?.row == 1 && error?.message.contains("none of the 3") == true)
  }

  @Test func forecastsKnowThatTheHeadIsSmall() throws {
    var settings = TrainingSettings.plain
    settings.microBatchSize = 8
    let examples = (0..<8).map { _ in TrainingExample(prompt: [1, 2, 3], completion: [1]) }
    let preset = try #require(GPT2Configuration.preset("nano"))
    var classifier = preset
    classifier.classes = Self.classes
    func memory(_ configuration: GPT2Configuration) -> Int {
      MemoryForecast(
        configuration: configuration, parameters: 1, examples: examples, settings: settings
      ).activationBytes
    }
    // Eight rows of logits.
    #expect(memory(preset) - memory(classifier) == 4 * 8 * (50257 - 3))
    func operations(_ configuration: GPT2Configuration) -> Double {
      TimeForecast(
        configuration: configuration, parameters: 1, examples: examples, settings: settings
      ).operationsPerPass
    }
    #expect(operations(preset) - operations(classifier) == 6 * 8 * 128 * (50257 - 3))
  }

  @Test func aClassifierIsNoBaseForTexts() throws {
    let folder = try TemporaryFolder()
    try GPT2Model(configuration: Self.configuration(), seed: 1).save(to: folder.url.path)
    let base = try BaseModel(name: "c", folder: folder.url.path)
    let error = #expect(throws: AssayError.self) { try base.load(settings: TrainingSettings.plain) }
    #expect(error?.remedy?.contains("--objective classification") == true)
    let kept = try base.load(settings: TrainingSettings.plain, classes: Self.classes)
    #expect(kept.configuration.classes == Self.classes)
  }
}
