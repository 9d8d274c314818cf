// SPDX-License-Identifier: Apache-2.0

/// How Python prints a float.
enum PythonFloat {
  /// What `repr()` gives: the shortest digits that read back the same, with an exponent below 1e-4
  /// and from 1e16 on.
  static func representation(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return value.sign == .minus ? "-0.0" : "0.0" }
    let sign = value < 0 ? "-" : ""
    let (digits, point) = shortestDigits(value.magnitude)
    return sign
      + (point > 16 || point < -3
        ? scientific(digits, exponent: point - 1) : plain(digits, point: point))
  }

  /// The shortest digits d1 d2 ... and the point p with value = 0.d1d2... * 10^p.
  private static func shortestDigits(_ value: Double) -> (digits: String, point: Int) {
    // The standard library prints the shortest digits too, in a layout of its own.
    let parts = value.description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let all = whole + (mantissa.count > 1 ? mantissa[1] : "")
    let leading = all.prefix { $0 == "0" }.count
    var digits = all.dropFirst(leading)
    while digits.last == "0" { digits.removeLast() }
    return (String(digits), whole.count + exponent - leading)
  }

  private static func scientific(_ digits: String, exponent: Int) -> String {
    let fraction = digits.dropFirst()
    let magnitude = exponent.magnitude.description
    return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e"
      + (exponent < 0 ? "-" : "+") + (magnitude.count < 2 ? "0" : "") + magnitude
  }

  private static func plain(_ digits: String, point: Int) -> String {
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return digits + String(repeating: "0", count: point - digits.count) + ".0"
    }
    return digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
