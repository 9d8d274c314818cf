// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel

/// A type that a hyperparameter's value may have: how it is written in JSON and on the command line.
package protocol HyperparameterValue: Sendable, Equatable {
  static var kind: HyperparameterDeclaration.Kind { get }

  /// Nil when the value is of another type.
  init?(json: JSONValue)
  /// Nil when the text is no such value.
  init?(text: String)
  var json: JSONValue { get }
}

extension Int: HyperparameterValue {
  package static var kind: HyperparameterDeclaration.Kind { .integer }

  /// `8.0` counts as a whole number.
  package init?(json: JSONValue) {
    guard let number = json.integer ?? json.double.flatMap({ Int(exactly: $0) }) else { return nil }
    self = number
  }

  package init?(text: String) { self.init(text) }
  package var json: JSONValue { .integer(self) }
}

extension Double: HyperparameterValue {
  package static var kind: HyperparameterDeclaration.Kind { .number }

  package init?(json: JSONValue) {
    guard let number = json.double else { return nil }
    self = number
  }

  package init?(text: String) { self.init(text) }
  package var json: JSONValue { .number(self) }
}

extension Bool: HyperparameterValue {
  package static var kind: HyperparameterDeclaration.Kind { .flag }

  package init?(json: JSONValue) {
    guard let truth = json.bool else { return nil }
    self = truth
  }

  package init?(text: String) { self.init(text) }
  package var json: JSONValue { .bool(self) }
}

/// A choice among words.
extension HyperparameterValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  package static var kind: HyperparameterDeclaration.Kind { .choice(allCases.map(\.rawValue)) }

  package init?(json: JSONValue) {
    guard let word = json.string else { return nil }
    self.init(rawValue: word)
  }

  package init?(text: String) { self.init(rawValue: text) }
  package var json: JSONValue { .string(rawValue) }
}

extension TrainingObjective: HyperparameterValue {}
extension LearningRateSchedule.Shape: HyperparameterValue {}
extension TrainingSettings.Criterion: HyperparameterValue {}
extension TrainingSettings.SaveStrategy: HyperparameterValue {}
extension Precision: HyperparameterValue {}

/// The modules that an adapter changes: words with commas, told in the order of `allCases`.
extension [LowRankSettings.Target]: HyperparameterValue {
  package static var kind: HyperparameterDeclaration.Kind {
    .list(LowRankSettings.Target.allCases.map(\.rawValue))
  }

  package init?(json: JSONValue) {
    guard let text = json.string else { return nil }
    self.init(text: text)
  }

  package init?(text: String) {
    let words = text.split(separator: ",").map { $0.filter { $0 != " " } }
    let named = words.map(LowRankSettings.Target.init)
    guard !named.isEmpty, !named.contains(nil) else { return nil }
    self = LowRankSettings.Target.allCases.filter { named.contains($0) }
  }

  package var json: JSONValue { .string(map(\.rawValue).joined(separator: ",")) }
}
