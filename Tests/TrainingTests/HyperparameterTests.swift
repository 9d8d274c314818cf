// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing
import Training

@Suite struct HyperparameterTests {
  private static func declaration(_ name: String) throws -> HyperparameterDeclaration {
    try #require(HyperparameterTable.declarations.first { $0.name == name })
  }

  /// A record's keys and their order.
  @Test func theTableHasEveryDeclarationOnce() {
    #expect(
      HyperparameterTable.declarations.map(\.name) == [
        "objective", "block_size", "end_blocks", "drop_last", "valid_fraction", "lora_rank",
        "lora_alpha", "lora_targets", "epochs", "batch_size", "micro_batch_size", "precision",
        "max_steps", "learning_rate", "learning_rate_multiplier", "schedule", "warmup_ratio",
        "warmup_steps", "weight_decay", "beta1", "beta2", "epsilon", "grad_clip", "dropout",
        "embd_pdrop", "attn_pdrop", "token_dropout", "initializer_range", "prompt_loss_weight",
        "seed", "data_seed", "shuffle", "eval_epochs", "eval_steps", "checkpoint_steps",
        "save_strategy",
        "save_steps", "save_total_limit", "patience", "keep_best", "best_by",
      ])
    #expect(TrainingSettings().entries.map(\.key) == HyperparameterTable.declarations.map(\.name))
  }

  @Test func optionsAreTheNamesWithHyphens() throws {
    let options = Set(HyperparameterTable.declarations.map(\.option))
    #expect(options.count == HyperparameterTable.declarations.count)
    #expect(options.isSuperset(of: ["batch-size", "no-shuffle", "keep-best", "early-stopping"]))
    #expect(!options.contains("shuffle") && !options.contains("patience"))
  }

  @Test func theAPIOffersFive() {
    let offered = HyperparameterTable.declarations.compactMap(\.api)
    #expect(
      offered.map(\.name) == [
        "n_epochs", "batch_size", "learning_rate_multiplier", "prompt_loss_weight", "seed",
      ])
    #expect(offered.filter(\.isTopLevel).map(\.name) == ["seed"])
  }

  @Test func valuesAreReadFromTextAndJSON() throws {
    let epochs = try Self.declaration("epochs")
    #expect(epochs.value(from: "12") == .integer(12) && epochs.value(from: "1.5") == nil)
    #expect(epochs.value(from: JSONValue.number(8)) == .integer(8))
    #expect(epochs.value(from: JSONValue.number(8.5)) == nil)
    #expect(epochs.value(from: JSONValue.string("8")) == nil)
    let rate = try Self.declaration("learning_rate")
    #expect(rate.value(from: "1e-4") == .number(1e-4))
    #expect(rate.value(from: JSONValue.integer(1)) == .number(1))
    let schedule = try Self.declaration("schedule")
    #expect(schedule.choices == ["constant", "linear", "cosine"])
    #expect(schedule.value(from: "linear") == .string("linear"))
    #expect(schedule.value(from: "square") == nil)
    let targets = try Self.declaration("lora_targets")
    #expect(targets.value(from: "c_fc, c_attn") == .string("c_attn,c_fc"))
    #expect(targets.value(from: "c_fc,wte") == nil && targets.value(from: "") == nil)
    let shuffle = try Self.declaration("shuffle")
    #expect(shuffle.value(from: JSONValue.bool(false)) == .bool(false))
    #expect(shuffle.value(from: JSONValue.integer(0)) == nil)
  }

  @Test func whatWasNotAskedForIsNil() {
    var asked = Hyperparameters()
    #expect(asked.epochs == nil && asked.schedule == nil && asked.lowRank == nil)
    asked.epochs = 3
    asked.criterion = .validationSequenceAccuracy
    asked.lowRank = LowRankSettings(rank: 2, alpha: 3, targets: [.expansion])
    #expect(asked.epochs == 3 && asked.criterion == .validationSequenceAccuracy)
    #expect(asked.lowRank == LowRankSettings(rank: 2, alpha: 3, targets: [.expansion]))
    asked.epochs = nil
    asked.lowRank = nil
    #expect(asked.epochs == nil && asked.adapterAlpha == nil)
  }

  private typealias Change = @Sendable (inout Hyperparameters) -> Void

  private static let faults: [(Change, String)] = [
    ({ $0.epochs = 0 }, "--epochs must be at least 1"),
    ({ $0.maximumSteps = 0 }, "--max-steps must be at least 1"),
    ({ $0.patience = 0 }, "--early-stopping must be at least 1"),
    ({ $0.dropout = 1 }, "--dropout must be at least 0 and less than 1"),
    ({ $0.learningRate = -1 }, "--learning-rate must not be negative"),
    ({ $0.learningRate = .infinity }, "--learning-rate must be a finite number"),
    (
      { $0.learningRateMultiplier = 0 },
      "--learning-rate-multiplier must be greater than 0 and at most 1000"
    ),
    ({ $0.promptLossWeight = 1.5 }, "--prompt-loss-weight must be from 0 to 1"),
    ({ $0.blockSize = 8 }, "--block-size goes with --objective language-model, from 2 on"),
    ({ $0.adapterAlpha = 8 }, "--lora-alpha and --lora-targets go with --lora-rank"),
    ({ $0.adapterTargets = [.attention] }, "--lora-alpha and --lora-targets go with --lora-rank"),
    (
      {
        $0.learningRate = 1
        $0.learningRateMultiplier = 1
      }, "give --learning-rate or --learning-rate-multiplier, not both"
    ),
    (
      {
        $0.evaluationSteps = 1
        $0.evaluationEpochs = 1
      }, "give --eval-epochs or --eval-steps, not both"
    ),
    (
      {
        $0.adapterRank = 1
        $0.objective = .classification
      }, "--lora-rank does not go with --objective classification, whose head is trained whole"
    ),
    (
      {
        $0.promptLossWeight = 0
        $0.objective = .classification
      }, "--prompt-loss-weight goes with completions: a classification head predicts no tokens"
    ),
  ]

  @Test(arguments: faults)
  private func faultsAreNamed(change: Change, fault: String) {
    var asked = Hyperparameters()
    #expect(asked.fault == nil)
    change(&asked)
    #expect(asked.fault == fault)
  }

  @Test func theEndsOfRangesAreInThem() {
    var asked = Hyperparameters()
    asked.epochs = 1
    asked.dropout = 0
    asked.promptLossWeight = 1
    asked.learningRateMultiplier = 1000
    asked.objective = .languageModel
    asked.blockSize = 2
    #expect(asked.fault == nil)
  }

  @Test func theyPassThroughOtherCodersToo() throws {
    var asked = Hyperparameters()
    asked.epochs = 2
    asked.learningRateMultiplier = 3
    asked.adapterTargets = [.attention, .expansion]
    asked.shuffles = false
    let data = try JSONEncoder().encode(asked)
    #expect(try JSONDecoder().decode(Hyperparameters.self, from: data) == asked)
    let document = try JSONValue(encoding: asked)
    #expect(document["batch_size"] == .null && document["epochs"] == 2)
    #expect(try document.decoded(file: "x") == asked)
  }

  @Test func unknownNamesArePassedOverAndWrongTypesAreNot() throws {
    let known: JSONValue = ["epochs": 2, "from_the_future": 3]
    #expect(try known.decoded(as: Hyperparameters.self, file: "x").epochs == 2)
    let wrong: JSONValue = ["epochs": "two"]
    let error = #expect(throws: AssayError.self) {
      try wrong.decoded(as: Hyperparameters.self, file: "x")
    }
    #expect(error?.message == "epochs: not a value of epochs")
  }

  @Test func thePageIsCurrent() throws {
    let page = try Checkout.text(of: "docs/hyperparameters.md")
    #expect(page == HyperparameterPage().markdown, "run `make generate`")
  }
}

@Suite struct ValueRangeTests {
  @Test(arguments: [
    (ValueRange.from(1), [1, 2, 1e300], [0.99, .infinity, .nan]),
    (.from(0, through: 1), [0, 0.5, 1], [-0.1, 1.1]),
    (.from(0, below: 1), [0, 0.999], [1, -1]),
    (.above(0), [1e-300, 5], [0, -1]),
    (.above(0, through: 1000), [1000, 0.1], [0, 1000.5]),
    (.any, [-1e9, 0], [.infinity]),
  ])
  func holdsItsNumbers(range: ValueRange, within: [Double], without: [Double]) {
    for number in within { #expect(range.contains(number), "\(number)") }
    for number in without { #expect(!range.contains(number), "\(number)") }
  }

  @Test func saysWhatItAsksFor() {
    #expect(ValueRange.from(0).requirement == "must not be negative")
    #expect(ValueRange.from(2).requirement == "must be at least 2")
    #expect(ValueRange.from(0, through: 1).requirement == "must be from 0 to 1")
    #expect(ValueRange.from(0, below: 1).requirement == "must be at least 0 and less than 1")
    #expect(ValueRange.above(0.5).requirement == "must be greater than 0.5")
    #expect(ValueRange.any.requirement == "must be a number")
  }
}
