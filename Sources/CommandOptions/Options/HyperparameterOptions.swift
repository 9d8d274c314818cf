// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import JSON
package import Training

/// Options made from the declarations of hyperparameters, so that a new one needs none of its own.
/// ArgumentParser finds options by reflection: `customMirror` shows it one for each declaration.
package protocol HyperparameterOptions: ParsableArguments, CustomReflectable {
  static var offered: [HyperparameterDeclaration] { get }

  /// A further name of an option, beside its own.
  static func alias(of declaration: HyperparameterDeclaration) -> String?

  /// What was given.
  var hyperparameters: Hyperparameters { get set }
}

extension HyperparameterOptions {
  package static func alias(of declaration: HyperparameterDeclaration) -> String? { nil }

  package var customMirror: Mirror {
    Mirror(self, children: Self.offered.map { (label: $0.name, value: Self.option($0)) })
  }

  private static func option(_ declaration: HyperparameterDeclaration) -> Any {
    let names = [declaration.option, alias(of: declaration)].compactMap(\.self)
    let name = NameSpecification(names.map { .customLong($0) })
    if declaration.kind == .flag {
      return Flag(wrappedValue: false, name: name, help: ArgumentHelp("\(declaration.help)"))
    }
    let choices = declaration.choices
    return Option<GivenValue?>(
      name: name, help: ArgumentHelp("\(help(of: declaration))"),
      completion: choices.isEmpty ? nil : .list(choices)
    ) { text in
      guard let value = declaration.value(from: text) else { throw unreadable(declaration) }
      return GivenValue(json: value)
    }
  }

  /// The help with the words to choose from, unless it names them itself.
  private static func help(of declaration: HyperparameterDeclaration) -> String {
    let choices = declaration.choices
    let usual = usual(declaration).map { " (\($0))" } ?? ""
    guard !choices.isEmpty, !choices.allSatisfy(declaration.help.contains) else {
      return declaration.help + usual
    }
    return "\(declaration.help) (values: \(choices.joined(separator: ", ")))\(usual)"
  }

  /// What is chosen where nothing is given, in words.
  private static func usual(_ declaration: HyperparameterDeclaration) -> String? {
    guard !declaration.help.contains("default") else { return nil }
    let fallback = declaration.fallback
    let value = fallback == .null ? nil : fallback.string ?? fallback.text()
    let parts = [value, declaration.otherwise].compactMap(\.self)
    return parts.isEmpty ? nil : "default: \(parts.joined(separator: "; "))"
  }

  private static func unreadable(_ declaration: HyperparameterDeclaration) -> ValidationError {
    switch declaration.kind {
    case .integer: ValidationError("it must be a whole number")
    case .number: ValidationError("it must be a number")
    case .flag: ValidationError("it takes no value")
    case .choice(let words): ValidationError("give one of \(words.joined(separator: ", "))")
    case .list(let words): ValidationError("give some of \(words.joined(separator: ","))")
    }
  }

  package init(from decoder: any Decoder) throws {
    self.init()
    let given = try decoder.container(keyedBy: OptionKey.self)
    for declaration in Self.offered {
      let key = OptionKey(stringValue: declaration.name)
      if declaration.kind == .flag {
        guard try given.decode(Flag<Bool>.self, forKey: key).wrappedValue else { continue }
        hyperparameters[declaration] = .bool(declaration.fallback != .bool(true))
      } else {
        let value = try given.decode(Option<GivenValue?>.self, forKey: key).wrappedValue
        hyperparameters[declaration] = value?.json
      }
    }
  }
}

/// The value of an option that was given.
private struct GivenValue: Sendable {
  let json: JSONValue
}

private struct OptionKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
