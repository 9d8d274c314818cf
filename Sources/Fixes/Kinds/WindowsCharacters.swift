// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// Puts the characters of Windows-1252 in place of the control characters that its bytes became when
/// they were read as Latin-1, unless two labels would become one.
struct WindowsCharacters: TextFix {
  static let kind = "windows-characters"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func title(_ noun: String) -> String { "write the quotes and dashes of Windows in each \(noun)" }

  func edit(for conclusion: Conclusion, _ profile: Profile) -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    // A line break of Latin-1 behind some labels, U+0085, is no ellipsis: `even-label-ends` answers it.
    let keepsTails =
      conclusion.field == .completion && profile.labels.contains { !$0.tails.isEmpty }
    return keepsTails ? Self.repairedLabel : Self.repaired
  }

  @Sendable private static func repairedLabel(_ text: [UInt8]) -> [UInt8]? {
    let end = text.labelRange.upperBound
    return repaired(Array(text[..<end])).map { $0 + text[end...] }
  }

  @Sendable private static func repaired(_ text: [UInt8]) -> [UInt8]? {
    let holds = text.withUnsafeBufferPointer { CharacterGroup.latin1Control.firstRange(in: $0) }
    guard holds != nil else { return nil }
    var view = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let control = UInt8(exactly: scalar.value)
      view.append(control.flatMap { Windows1252.character(for: $0) } ?? scalar)
    }
    let new = Array(String(view).utf8)
    return new == text ? nil : new
  }
}
