// SPDX-License-Identifier: Apache-2.0

import JSON
import Training

extension RequestFields {
  /// Reads the hyperparameters that the API offers in one place of its requests.
  mutating func readHyperparameters(
    into hyperparameters: inout Hyperparameters, where isHere: (APIField) -> Bool = { _ in true }
  ) throws(APIError) {
    for declaration in HyperparameterTable.declarations {
      guard let field = declaration.api, isHere(field),
        let value = try value(of: declaration, field.name)
      else { continue }
      hyperparameters[declaration] = value
    }
  }

  private mutating func value(
    of declaration: HyperparameterDeclaration, _ name: String
  ) throws(APIError) -> JSONValue? {
    let value: JSONValue?
    switch declaration.kind {
    case .integer: value = try integer(name, in: declaration.range.integers).map { .integer($0) }
    case .number: value = try number(name, in: declaration.range.numbers).map { .number($0) }
    case .flag: value = try bool(name).map { .bool($0) }
    case .choice(let words), .list(let words):
      value = try string(name).map { .string($0) }
      if let value, declaration.value(from: value) == nil {
        throw .invalid(
          "Invalid value for '\(name)': supported are \(words.joined(separator: ", ")).",
          param: name, code: "invalid_value")
      }
    }
    // The bounds of an open range are not in it.
    if let number = value?.double, !declaration.range.contains(number) {
      throw .invalid("Invalid '\(name)': it \(declaration.range.requirement).", param: name)
    }
    return value
  }
}

extension ValueRange {
  /// From the lowest to the highest number, be they in the range or not.
  fileprivate var numbers: ClosedRange<Double> {
    (lowest ?? -.greatestFiniteMagnitude)...(highest ?? .greatestFiniteMagnitude)
  }

  fileprivate var integers: ClosedRange<Int> {
    (lowest.flatMap { Int(exactly: $0) } ?? .min)...(highest.flatMap { Int(exactly: $0) } ?? .max)
  }
}
