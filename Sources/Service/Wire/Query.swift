// SPDX-License-Identifier: Apache-2.0

import Platform

/// The decoded pairs of a request's query; of several with one name, the last.
struct Query: Sendable {
  private var pairs: [String: String] = [:]

  /// - Throws: `APIError` 400 when an escape is cut short or the result is not UTF-8.
  init(_ text: String?) throws(APIError) {
    for pair in (text ?? "").utf8.split(separator: UInt8(ascii: "&")) {
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      pairs[try Self.decode(name)] = try Self.decode(pair.dropFirst(name.count + 1))
    }
  }

  subscript(name: String) -> String? { pairs[name] }

  /// Whether something is wanted: `1` or `true`; not where it is absent.
  func flag(_ name: String) throws(APIError) -> Bool {
    switch pairs[name] {
    case nil, "", "0", "false": return false
    case "1", "true": return true
    default:
      throw .invalid(
        "Invalid '\(name)': expected true or false.", param: name, code: "invalid_value")
    }
  }

  /// A whole number within a range; the fallback when it is absent.
  func integer(
    _ name: String, in range: ClosedRange<Int>, default fallback: Int
  ) throws(APIError) -> Int {
    guard let text = pairs[name] else { return fallback }
    guard let number = Int(text), range.contains(number) else {
      throw .invalid(
        "Invalid '\(name)': expected an integer from \(range.lowerBound) to \(range.upperBound).",
        param: name, code: "invalid_value")
    }
    return number
  }

  /// Decodes `%XX` and `+`.
  /// - Throws: `APIError` 400 when an escape is cut short or the result is not UTF-8.
  static func decode(_ bytes: some Sequence<UInt8>) throws(APIError) -> String {
    guard let decoded = PercentEncoding.decode(bytes, plusIsSpace: true) else {
      throw .invalid("The path or query has a '%' that two hexadecimal digits do not follow.")
    }
    guard let text = String(validating: decoded, as: UTF8.self), !decoded.contains(0) else {
      throw .invalid("The path or query is not UTF-8 once decoded.")
    }
    return text
  }
}
