// SPDX-License-Identifier: Apache-2.0

package import JSON

/// What is known of a hyperparameter whatever the type of its value: enough for a command line, an
/// API, a record and a page of documentation.
package struct HyperparameterDeclaration: Sendable {
  /// What values look like.
  package enum Kind: Sendable, Equatable {
    case integer, number, flag
    /// One of some words.
    case choice([String])
    /// Some of these words, with commas between them.
    case list([String])
  }

  /// Its name in records and, with hyphens, on the command line: `batch_size`.
  package let name: String
  package let kind: Kind
  package let range: ValueRange
  package let help: String
  /// The value where none is given and no rule applies; null is none.
  package let fallback: JSONValue
  /// In words, what is chosen in other cases than the usual one.
  package let otherwise: String?
  /// The command line's own word for it.
  private let ownOption: String?
  package let api: APIField?
  /// Whether a run with another value is another run, whose checkpoints are of no use to this one.
  package let isIdentity: Bool
  /// Whether it says something only where a validation file is given.
  package let needsValidation: Bool
  /// A value in the form that is stored; nil when it is of another type.
  private let canonicalForm: @Sendable (JSONValue) -> JSONValue?
  private let reading: @Sendable (String) -> JSONValue?

  init<Value: HyperparameterValue>(
    _ type: Value.Type, name: String, range: ValueRange, fallback: Value?, traits: Traits
  ) {
    self.name = name
    self.range = range
    self.fallback = fallback?.json ?? .null
    kind = type.kind
    help = traits.help
    otherwise = traits.otherwise
    ownOption = traits.option
    api = traits.api
    isIdentity = traits.isIdentity
    needsValidation = traits.needsValidation
    canonicalForm = { Value(json: $0)?.json }
    reading = { Value(text: $0)?.json }
  }

  /// What a declaration may say beside name, type, range and default.
  struct Traits: Sendable {
    var help: String
    var otherwise: String?
    var option: String?
    var api: APIField?
    var isIdentity: Bool
    var needsValidation: Bool
  }

  /// The long option without its dashes: `batch-size`. A flag turns its default round: `no-shuffle`.
  package var option: String {
    let word = ownOption ?? String(name.map { $0 == "_" ? "-" : $0 })
    return kind == .flag && fallback == .bool(true) ? "no-\(word)" : word
  }

  /// The words to choose from; empty where it is no choice.
  package var choices: [String] {
    if case .choice(let words) = kind { words } else { [] }
  }

  /// A value as it is stored.
  /// - Returns: nil when it is of another type.
  package func value(from json: JSONValue) -> JSONValue? { canonicalForm(json) }

  /// A value as a command line gives it.
  /// - Returns: nil when the text is no such value.
  package func value(from text: String) -> JSONValue? { reading(text) }

  /// Why a stored value is refused: `--epochs must be at least 1`; nil when it is not.
  func fault(of value: JSONValue) -> String? {
    guard let number = value.double, !range.contains(number) else { return nil }
    return "--\(option) \(number.isFinite ? range.requirement : "must be a finite number")"
  }
}

/// How the API of the service offers a hyperparameter.
package struct APIField: Sendable, Equatable {
  package let name: String
  /// Whether `/fine_tuning/jobs` takes it beside the file, not among the hyperparameters.
  package let isTopLevel: Bool
  /// What a job object of `/fine-tunes` shows until the run has chosen; null is nothing.
  package let shownAtFirst: JSONValue

  static func hyperparameter(_ name: String, shownAtFirst: JSONValue = .null) -> APIField {
    APIField(name: name, isTopLevel: false, shownAtFirst: shownAtFirst)
  }

  static func topLevel(_ name: String) -> APIField {
    APIField(name: name, isTopLevel: true, shownAtFirst: .null)
  }
}
