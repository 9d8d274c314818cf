// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel

/// Everything that decides how a run goes, fully resolved: printed before the job, stored in its
/// checkpoints and with the finished model. It has a property for each hyperparameter of
/// `HyperparameterTable`.
@dynamicMemberLookup
package struct TrainingSettings: Sendable, Equatable {
  /// The figure by which one checkpoint is better than another.
  package enum Criterion: String, Sendable, CaseIterable {
    case validationLoss = "loss"
    case validationSequenceAccuracy = "sequence-accuracy"
  }

  /// When a checkpoint is written that stays.
  package enum SaveStrategy: String, Sendable, CaseIterable {
    case no, steps, epoch
    /// After each evaluation that is the best so far.
    case best
  }

  /// The values as a record tells them.
  package private(set) var hyperparameters = Hyperparameters()

  /// Every hyperparameter at its usual value; `TrainingDefaults` knows those of a run.
  package init() {}

  package subscript<Value, Setting>(
    dynamicMember path: KeyPath<HyperparameterTable, Hyperparameter<Value, Setting>>
  ) -> Setting {
    get {
      let hyperparameter = HyperparameterTable.standard[keyPath: path]
      return hyperparameter.setting(from: hyperparameters[hyperparameter.declaration])
    }
    set {
      let hyperparameter = HyperparameterTable.standard[keyPath: path]
      hyperparameters[hyperparameter.declaration] = hyperparameter.stored(newValue)
    }
  }

  subscript(declaration: HyperparameterDeclaration) -> JSONValue? {
    get { hyperparameters[declaration] }
    set { hyperparameters[declaration] = newValue }
  }

  /// The adapter that is trained in place of the model's own weights.
  package var lowRank: LowRankSettings? {
    get { hyperparameters.lowRank }
    set { hyperparameters.lowRank = newValue }
  }

  /// Optimizer steps of the whole run over `count` examples.
  package func totalSteps(examples count: Int) -> Int {
    let steps = (count + self.batchSize - 1) / self.batchSize * self.epochs
    return min(steps, self.maximumSteps ?? steps)
  }

  /// The part of them that the optimizer needs.
  package var optimizer: AdamW.Settings {
    var settings = AdamW.Settings()
    settings.beta1 = Float(self.beta1)
    settings.beta2 = Float(self.beta2)
    settings.epsilon = Float(self.epsilon)
    settings.weightDecay = Float(self.weightDecay)
    return settings
  }

  /// What a pass leaves out at random.
  func leavingOut(seed: UInt64) -> Dropout {
    Dropout(
      embedding: Float(self.embeddingDropout ?? self.dropout), residual: Float(self.dropout),
      attention: Float(self.attentionDropout ?? self.dropout), seed: seed)
  }

  // MARK: Record

  /// Name and value of every setting, in the order in which they are shown.
  package var entries: [(key: String, value: JSONValue)] {
    HyperparameterTable.declarations.map { ($0.name, self[$0] ?? $0.fallback) }
  }

  package var json: JSONValue {
    .object(entries.reduce(into: JSONObject()) { $0.append($1.key, $1.value) })
  }
}
