// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel

/// Values for some hyperparameters, by the names of `HyperparameterTable`: what a user asked for, or
/// what a record tells of a run. One that is nil is left to the defaults.
@dynamicMemberLookup
package struct Hyperparameters: Sendable, Equatable {
  private var values: [String: JSONValue] = [:]

  package init() {}

  package subscript<Value, Setting>(
    dynamicMember path: KeyPath<HyperparameterTable, Hyperparameter<Value, Setting>>
  ) -> Value? {
    get { self[HyperparameterTable.standard[keyPath: path].declaration].flatMap(Value.init) }
    set { self[HyperparameterTable.standard[keyPath: path].declaration] = newValue?.json }
  }

  /// The value of a hyperparameter that is known by its declaration alone, in the form in which its
  /// type writes it.
  package subscript(declaration: HyperparameterDeclaration) -> JSONValue? {
    get { values[declaration.name] }
    set { values[declaration.name] = newValue.flatMap(declaration.value) }
  }

  /// The adapter that was asked for; its parts are hyperparameters of their own.
  package var lowRank: LowRankSettings? {
    get {
      self.adapterRank.map { rank in
        LowRankSettings(
          rank: rank, alpha: self.adapterAlpha,
          targets: self.adapterTargets ?? LowRankSettings.Target.allCases)
      }
    }
    set {
      self.adapterRank = newValue?.rank
      self.adapterAlpha = newValue?.alpha
      self.adapterTargets = newValue?.targets
    }
  }

  /// Those that say something only where a validation file is given.
  package var needingValidation: [HyperparameterDeclaration] {
    HyperparameterTable.declarations.filter {
      $0.needsValidation && self[$0] != nil && self[$0] != false
        || $0.name == "save_strategy" && self.saveStrategy == .best
    }
  }

  /// These values, and others for what they leave open.
  package func over(_ others: Hyperparameters) -> Hyperparameters {
    var merged = self
    merged.values.merge(others.values) { own, _ in own }
    return merged
  }

  /// What is wrong with them, in the words of the command line; nil when nothing is.
  package var fault: String? {
    for declaration in HyperparameterTable.declarations {
      if let fault = self[declaration].flatMap(declaration.fault) { return fault }
    }
    return conflict
  }

  private var conflict: String? {
    if self.blockSize != nil && self.objective != .languageModel {
      return "--block-size goes with --objective language-model, from 2 on"
    }
    if self.objective != .languageModel,
      self.endsBlocks == true || self.dropsLast == true || self.validationFraction != nil
    {
      return "--end-blocks, --drop-last and --valid-fraction go with --objective language-model"
    }
    if self.adapterRank != nil && self.objective == .classification {
      return "--lora-rank does not go with --objective classification, whose head is trained whole"
    }
    if self.adapterRank == nil && (self.adapterAlpha != nil || self.adapterTargets != nil) {
      return "--lora-alpha and --lora-targets go with --lora-rank"
    }
    if self.promptLossWeight != nil && self.objective == .classification {
      return
        "--prompt-loss-weight goes with completions: a classification head predicts no tokens"
    }
    if self.learningRate != nil && self.learningRateMultiplier != nil {
      return "give --learning-rate or --learning-rate-multiplier, not both"
    }
    if self.warmupSteps != nil && self.warmupRatio != nil {
      return "give --warmup-steps or --warmup-ratio, not both"
    }
    if self.saveSteps != nil, let strategy = self.saveStrategy, strategy != .steps {
      return "--save-steps goes with --save-strategy steps"
    }
    if self.evaluationEpochs != nil && self.evaluationSteps != nil {
      return "give --eval-epochs or --eval-steps, not both"
    }
    if self.evaluationEpochs == 0, self.keepsBest == true || self.patience != nil {
      return "the best weights are found by evaluations, and --eval-epochs 0 makes none"
    }
    return nil
  }
}

extension Hyperparameters: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ declaration: HyperparameterDeclaration) { stringValue = declaration.name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// All names, those without a value as null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for declaration in HyperparameterTable.declarations {
      try container.encode(self[declaration] ?? .null, forKey: Key(declaration))
    }
  }

  /// Names that are not known, as from a later version, are passed over.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for declaration in HyperparameterTable.declarations {
      let key = Key(declaration)
      guard let json = try container.decodeIfPresent(JSONValue.self, forKey: key) else { continue }
      guard let value = declaration.value(from: json) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "not a value of \(declaration.name)")
      }
      self[declaration] = value
    }
  }
}
