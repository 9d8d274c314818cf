// SPDX-License-Identifier: Apache-2.0

import JSON

/// Something that decides how a run goes, declared once in `HyperparameterTable`: its name, its type
/// and range, its default or the rule for it, and what it means.
///
/// `Setting` is what a run that was settled has: the value itself, or an optional where a run may go
/// without.
package struct Hyperparameter<Value: HyperparameterValue, Setting: Sendable>: Sendable {
  package let declaration: HyperparameterDeclaration
  private let fallback: Setting
  /// What is chosen where nothing was asked for; nil leaves it to the fallback.
  private let rule: @Sendable (Circumstances) -> Setting?
  /// Bounds that other choices put on this one.
  private let limit: @Sendable (Setting, Circumstances) -> Setting
  private let wrap: @Sendable (Value) -> Setting
  private let unwrap: @Sendable (Setting) -> Value?

  func setting(from stored: JSONValue?) -> Setting {
    stored.flatMap(Value.init).map(wrap) ?? fallback
  }

  func stored(_ setting: Setting) -> JSONValue? { unwrap(setting)?.json }
}

/// A hyperparameter of any type.
protocol AnyHyperparameter: Sendable {
  var declaration: HyperparameterDeclaration { get }

  /// Chooses its value: what was asked for, else what the rule says, else the default.
  func settle(in circumstances: inout Circumstances)
}

extension Hyperparameter: AnyHyperparameter {
  func settle(in circumstances: inout Circumstances) {
    let asked = circumstances.asked[declaration].flatMap(Value.init).map(wrap)
    let chosen = limit(asked ?? rule(circumstances) ?? fallback, circumstances)
    circumstances.settings[declaration] = stored(chosen)
  }
}

extension Hyperparameter where Setting == Value {
  /// - Parameters:
  ///   - otherwise: in words, what `rule` chooses.
  ///   - option: the command line's own word, where it is not that of the record.
  ///   - isIdentity: whether a run with another value is another run.
  ///   - rule: what is chosen where nothing was asked for; nil leaves it to the default.
  ///   - limit: bounds that other choices put on this one.
  init(
    _ name: String, _ range: ValueRange = .any, default fallback: Value, help: String,
    otherwise: String? = nil, option: String? = nil, api: APIField? = nil, isIdentity: Bool = true,
    needsValidation: Bool = false,
    rule: @escaping @Sendable (Circumstances) -> Value? = { _ in nil },
    limit: @escaping @Sendable (Value, Circumstances) -> Value = { value, _ in value }
  ) {
    declaration = HyperparameterDeclaration(
      Value.self, name: name, range: range, fallback: fallback,
      traits: .init(
        help: help, otherwise: otherwise, option: option, api: api, isIdentity: isIdentity,
        needsValidation: needsValidation))
    self.fallback = fallback
    self.rule = rule
    self.limit = limit
    wrap = { $0 }
    unwrap = { $0 }
  }
}

extension Hyperparameter where Setting == Value? {
  /// One that a run may go without.
  init(
    _ name: String, _ range: ValueRange = .any, help: String, otherwise: String? = nil,
    option: String? = nil, isIdentity: Bool = true, needsValidation: Bool = false,
    rule: @escaping @Sendable (Circumstances) -> Value? = { _ in nil }
  ) {
    declaration = HyperparameterDeclaration(
      Value.self, name: name, range: range, fallback: nil,
      traits: .init(
        help: help, otherwise: otherwise, option: option, api: nil, isIdentity: isIdentity,
        needsValidation: needsValidation))
    fallback = nil
    self.rule = { rule($0).map(Optional.some) }
    limit = { value, _ in value }
    wrap = { $0 }
    unwrap = { $0 }
  }
}
