// SPDX-License-Identifier: Apache-2.0

/// Upper and lower case as Python 3.11 (Unicode 14) has it.
enum PythonCase {
  /// How many letters of a text are in upper and in lower case.
  struct Count: Equatable {
    var upper = 0
    var lower = 0
  }

  private static let capitalSigma: UInt32 = 0x3A3

  /// Counts scalars that are both letters and cased.
  static func count(_ text: UnsafeBufferPointer<UInt8>, into count: inout Count) {
    if text.allSatisfy({ $0 < 0x80 }) {
      for byte in text {
        if byte &- 65 < 26 { count.upper += 1 } else if byte &- 97 < 26 { count.lower += 1 }
      }
      return
    }
    for scalar in ScalarSequence(text) {
      switch caseOfLetter(scalar) {
      case .upper: count.upper += 1
      case .lower: count.lower += 1
      case nil: break
      }
    }
  }

  enum LetterCase { case upper, lower }

  /// The case of a scalar for which `isalpha()` and `isupper()` or `islower()` hold.
  static func caseOfLetter(_ value: UInt32) -> LetterCase? {
    if value < 0x80 {
      return value &- 65 < 26 ? .upper : value &- 97 < 26 ? .lower : nil
    }
    if let known = changedSinceUnicode14(value) { return known ? .lower : nil }
    guard let scalar = Unicode.Scalar(value), PythonText.isAssigned(scalar) else { return nil }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return properties.isUppercase ? .upper : properties.isLowercase ? .lower : nil
    default:
      return nil
    }
  }

  /// Appends what `str.lower()` gives: full mappings, and a final sigma at the end of a word.
  static func writeLowercase(
    of text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    if text.allSatisfy({ $0 < 0x80 }) {
      for byte in text { output.append(byte &- 65 < 26 ? byte + 32 : byte) }
      return
    }
    let scalars = Array(ScalarSequence(text))
    for (position, scalar) in scalars.enumerated() {
      if scalar == capitalSigma {
        output.append(codePoint: isFinalSigma(scalars, at: position) ? 0x3C2 : 0x3C3)
      } else {
        writeLowercase(of: scalar, to: &output)
      }
    }
  }

  private static func writeLowercase(of value: UInt32, to output: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value), PythonText.isAssigned(scalar) else {
      return output.append(codePoint: value)
    }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      output.append(codePoint: PythonText.isAssigned(lower) ? lower.value : value)
    }
  }

  /// Unicode's Final_Sigma: a cased letter before, none after, what is case-ignorable set aside.
  private static func isFinalSigma(_ scalars: [UInt32], at position: Int) -> Bool {
    let before = scalars[..<position].last { !isCaseIgnorable($0) }
    let after = scalars[(position + 1)...].first { !isCaseIgnorable($0) }
    return before.map(isCased) == true && after.map(isCased) != true
  }

  /// The scalars whose lower case letters Unicode counted otherwise after version 14: whether they
  /// are one in version 14.
  private static func changedSinceUnicode14(_ value: UInt32) -> Bool? {
    switch value {
    case 0x295: true
    case 0x10FC, 0xA7F2...0xA7F4, 0xAB69: false
    default: nil
    }
  }

  private static func isCased(_ value: UInt32) -> Bool {
    value == 0x295 || known(value)?.properties.isCased ?? false
  }

  private static func isCaseIgnorable(_ value: UInt32) -> Bool {
    // A mark of Ahom that later versions do not count among the nonspacing ones.
    value == 0x1171E || known(value)?.properties.isCaseIgnorable ?? false
  }

  private static func known(_ value: UInt32) -> Unicode.Scalar? {
    Unicode.Scalar(value).flatMap { PythonText.isAssigned($0) ? $0 : nil }
  }
}
