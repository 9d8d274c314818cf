// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Values and options that are written so that the parser cannot tell what is wrong.
extension UsageFailure {
  /// The parser's message about a value that is no number, with what was expected; nil where the
  /// message is another, or says it already.
  package static func expectingNumber(_ message: String) -> String? {
    let lines = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let start = "The value '"
    guard let first = lines.first, first.hasPrefix(start), first.hasSuffix("'"),
      let middle = first.firstRange(of: "' is invalid for '"),
      !first[middle.upperBound...].contains("': ")
    else { return nil }
    if let choices = choices(in: String(first[middle.upperBound...].dropLast())) {
      return (["\(first): give \(choices)"] + lines.dropFirst().map(String.init))
        .joined(separator: "\n")
    }
    let expected = expectation(of: String(first[..<middle.lowerBound].dropFirst(start.count)))
    return (["\(first): \(expected)"] + lines.dropFirst().map(String.init))
      .joined(separator: "\n")
  }

  /// The parser's message about a value without what the reason behind it says again, that names the
  /// option itself.
  static func withoutEcho(_ message: String) -> String {
    guard message.hasPrefix("The value '"), let reason = message.firstRange(of: "': --") else {
      return message
    }
    return String(message[message.index(reason.lowerBound, offsetBy: 3)...])
  }

  /// The values of an option whose placeholder lists them, as `--device <auto|cpu>` does.
  private static func choices(in option: String) -> String? {
    guard let start = option.firstIndex(of: "<"), option.hasSuffix(">") else { return nil }
    let words = option[start...].dropFirst().dropLast().split(separator: "|")
    guard words.count > 1, let last = words.last else { return nil }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// That a value stands behind an option that takes none; nil where the parser stumbled over
  /// something else.
  package static func valueOfFlag(_ message: String, in arguments: [String]) -> AssayError? {
    let start = "Unexpected argument '"
    guard message.hasPrefix(start) else { return nil }
    let value = String(message.dropFirst(start.count).prefix { $0 != "'" })
    guard let place = arguments.firstIndex(of: value), place > 0,
      arguments[place - 1].hasPrefix("--"), arguments[place - 1].count > 2,
      !arguments[place - 1].contains("=")
    else { return nil }
    return AssayError(
      "'\(value)' stands behind \(arguments[place - 1]), which takes no value",
      remedy: "Leave it out, or name the option that it is for")
  }

  /// A number that was refused has a fraction or a sign that does not fit, or is too large.
  private static func expectation(of value: String) -> String {
    guard let number = Double(value) else { return "it must be a number" }
    if number < 0 { return "it must not be negative" }
    return number < 0x1p63 ? "it must be a whole number" : "it must be a smaller number"
  }

  /// Dashes that text programs put in place of two hyphens, and the minus sign.
  private static let dashes = "\u{2013}\u{2014}\u{2212}"

  /// An argument that is an option but for such a dash; nil where there is none.
  /// - Parameter known: the options of the command, without their dashes; they are looked up only where
  ///   there is such a dash, since that takes longer than the parsing.
  package static func typographicDash(
    in arguments: [String], known: @autoclosure () -> [String]
  ) -> AssayError? {
    for argument in arguments where argument.first.map(dashes.contains) == true {
      let name = argument.drop { $0 == "-" || dashes.contains($0) }.prefix { $0 != "=" }
      guard known().contains(String(name)) else { continue }
      return AssayError(
        "'\(argument)' starts with a dash that is not a hyphen",
        remedy: "Write \(name.count == 1 ? "-" : "--")\(name)")
    }
    return nil
  }
}
