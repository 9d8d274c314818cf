// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform
import Training

/// A hyperparameter that a search varies: `learning_rate=1e-5..1e-3`, or `batch_size=4,8,16`.
package struct SearchDimension: Sendable, Equatable {
  private enum Values: Sendable, Equatable {
    case some([JSONValue])
    /// From the first to the second; of different orders of magnitude all are as likely.
    case range(Double, Double)
  }

  /// As records call it.
  package let name: String
  private let values: Values
  private let isWhole: Bool

  /// - Throws: `AssayError` when there is no such hyperparameter, or a value is none of it.
  package init(_ text: String) throws(AssayError) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw AssayError(
        "'\(text)' names no values to try",
        remedy: "Write NAME=FROM..TO or NAME=VALUE,VALUE, as in learning_rate=1e-5..1e-3")
    }
    let name = parts[0].replacing("-", with: "_")
    let declarations = HyperparameterTable.declarations
    guard let declaration = declarations.first(where: { $0.name == name }) else {
      let near = NearestName.of(name, in: declarations.map(\.name))
      throw AssayError(
        "there is no hyperparameter '\(parts[0])'",
        remedy: near.map { "Did you mean \($0)?" } ?? "docs/hyperparameters.md lists them")
    }
    self.name = name
    isWhole = declaration.kind == .integer
    values = try Self.values(parts[1], of: declaration)
    for end in ends { try Self.check(end, declaration) }
  }

  private static func values(
    _ text: String, of declaration: HyperparameterDeclaration
  ) throws(AssayError) -> Values {
    let isNumber = declaration.kind == .integer || declaration.kind == .number
    if isNumber, let dots = text.firstRange(of: "..") {
      guard let low = Double(text[..<dots.lowerBound]), let high = Double(text[dots.upperBound...]),
        low < high
      else {
        throw AssayError(
          "'\(text)' is not a range of \(declaration.name)",
          remedy: "Write FROM..TO, as in 1e-5..1e-3"
        )
      }
      return .range(low, high)
    }
    var values: [JSONValue] = []
    for word in text.split(separator: ",") {
      guard let value = declaration.value(from: String(word)) else {
        throw AssayError(
          "'\(word)' is not a value of \(declaration.name)",
          remedy: "docs/hyperparameters.md says what its values are")
      }
      values.append(value)
    }
    guard !values.isEmpty else { throw AssayError("\(declaration.name) has no values to try") }
    return .some(values)
  }

  private var ends: [JSONValue] {
    switch values {
    case .some(let values): values
    case .range(let low, let high): [.number(low), .number(high)]
    }
  }

  private static func check(
    _ value: JSONValue, _ declaration: HyperparameterDeclaration
  ) throws(AssayError) {
    var asked = Hyperparameters()
    asked[declaration] = value
    // Whether values go together is asked of whole trials.
    if let fault = asked.fault, fault.hasPrefix("--\(declaration.option) ") {
      throw AssayError(fault)
    }
  }

  /// A value at random.
  func draw(_ generator: inout SeededGenerator) -> JSONValue {
    switch values {
    case .some(let values): return values[generator.next(below: values.count)]
    case .range(let low, let high):
      let place = generator.nextUnit()
      // Ten times and more are steps of size, not of amount.
      let isScale = low > 0 && high / low >= 10
      let value =
        isScale ? exp(log(low) + place * (log(high) - log(low))) : low + place * (high - low)
      return isWhole ? .integer(Int(value.rounded())) : .number(Self.rounded(value))
    }
  }

  /// Three digits: a rate is not known better.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0 else { return 0 }
    let unit = pow(10, (log(abs(value)) / log(10)).rounded(.down) - 2)
    return Double("\(Float((value / unit).rounded() * unit))") ?? value
  }
}
