// SPDX-License-Identifier: Apache-2.0

package import JSON

/// The members of a request's JSON object, read by name and type. Null is the same as absent, since
/// the command line of 2023 sends explicit nulls. What nobody asked for is refused at the end.
package struct RequestFields {
  private let object: JSONObject
  private var known: Set<String> = []

  /// Reads a body that must be a JSON object.
  package init(body: [UInt8]) throws(APIError) {
    let value: JSONValue
    do throws(JSONFault) {
      value = try body.withUnsafeBufferPointer { bytes throws(JSONFault) in
        try JSONParser.parse(bytes)
      }
    } catch {
      throw .invalid("We could not parse the JSON body of your request: \(error.message).")
    }
    guard let object = value.object else {
      throw .invalid("The body of the request must be a JSON object.")
    }
    self.init(object)
  }

  /// The memory that the values of a body take: its texts, and a place for each value.
  static func valueBytes(of body: [UInt8]) -> Int {
    let values = body.count { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "[") }
    return body.count + values * MemoryLayout<JSONObject.Member>.stride
  }

  package init(_ object: JSONObject) {
    self.object = object
  }

  /// The value as it stands; nil when absent or null.
  package mutating func value(_ name: String) -> JSONValue? {
    known.insert(name)
    guard let value = object[name], value != .null else { return nil }
    return value
  }

  package mutating func string(_ name: String) throws(APIError) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.string else { throw Self.wrongType(value, name, expected: "a string") }
    return text
  }

  package mutating func bool(_ name: String) throws(APIError) -> Bool? {
    guard let value = value(name) else { return nil }
    guard let truth = value.bool else { throw Self.wrongType(value, name, expected: "a boolean") }
    return truth
  }

  /// A whole number; `8.0` counts as one.
  package mutating func integer(
    _ name: String, in range: ClosedRange<Int>
  ) throws(APIError) -> Int? {
    guard let value = value(name) else { return nil }
    guard let number = value.integer ?? value.double.flatMap({ Int(exactly: $0) }) else {
      throw Self.wrongType(value, name, expected: "an integer")
    }
    return try Self.require(number, name, in: range, kind: "integer")
  }

  /// A number, whole or broken.
  package mutating func number(
    _ name: String, in range: ClosedRange<Double>
  ) throws(APIError) -> Double? {
    guard let value = value(name) else { return nil }
    guard let number = value.double else {
      throw Self.wrongType(value, name, expected: "a number")
    }
    return try Self.require(number, name, in: range, kind: "decimal")
  }

  package mutating func object(_ name: String) throws(APIError) -> JSONObject? {
    guard let value = value(name) else { return nil }
    guard let object = value.object else {
      throw Self.wrongType(value, name, expected: "an object")
    }
    return object
  }

  /// Refuses the first member that no call above named.
  package func finish() throws(APIError) {
    for member in object.members where !known.contains(member.key) {
      throw .invalid(
        "Unrecognized request argument supplied: \(member.key)", param: member.key,
        code: "unknown_parameter")
    }
  }

  /// 400 for a member of the wrong type.
  package static func wrongType(
    _ value: JSONValue, _ name: String, expected: String
  ) -> APIError {
    .invalid(
      "Invalid type for '\(name)': expected \(expected), but got \(kind(of: value)) instead.",
      param: name, code: "invalid_type")
  }

  /// 400 for a member that must be there.
  package static func missing(_ name: String) -> APIError {
    .invalid(
      "You must provide a '\(name)' parameter.", param: name, code: "missing_required_parameter")
  }

  /// The number, which must lie in the range.
  /// - Parameter kind: what such a number is called in errors.
  private static func require<Number: Comparable>(
    _ number: Number, _ name: String, in range: ClosedRange<Number>, kind: String
  ) throws(APIError) -> Number {
    guard !range.contains(number) else { return number }
    let isBelow = number < range.lowerBound
    let side = isBelow ? "below minimum" : "above maximum"
    let bound = isBelow ? ">= \(range.lowerBound)" : "<= \(range.upperBound)"
    throw .invalid(
      "Invalid '\(name)': \(kind) \(side) value. Expected a value \(bound), but got \(number)"
        + " instead.",
      param: name, code: "\(kind)_\(isBelow ? "below_min" : "above_max")_value")
  }

  private static func kind(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "an integer"
    case .number: "a decimal number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
