// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// Puts the characters of Windows-1252 in place of the control characters that its bytes became when
/// they were read as Latin-1, unless two labels would become one.
struct WindowsCharacters: Fix {
  static let kind = "windows-characters"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field else { return nil }
    // A line break of Latin-1 behind some labels, U+0085, is no ellipsis: `merge-labels` answers it.
    let keepsTails = field == .completion && profile.labels.contains { !$0.tails.isEmpty }
    let edit: @Sendable ([UInt8]) -> [UInt8] = keepsTails ? Self.repairedLabel : Self.repaired
    guard field == .prompt || LabelGuard.keepsApart(profile, edit) else { return nil }
    let title = "write the quotes and dashes of Windows in each \(field.rawValue)"
    return FixStep(.whitespace, title) { record in
      let text = edit(record[field])
      guard text != record[field] else { return false }
      record[field] = text
      return true
    }
  }

  private static func repairedLabel(_ text: [UInt8]) -> [UInt8] {
    let end = text.labelRange.upperBound
    return repaired(Array(text[..<end])) + text[end...]
  }

  private static func repaired(_ text: [UInt8]) -> [UInt8] {
    let holds = text.withUnsafeBufferPointer { CharacterGroup.latin1Control.firstRange(in: $0) }
    guard holds != nil else { return text }
    var view = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let control = UInt8(exactly: scalar.value)
      view.append(control.flatMap { Windows1252.character(for: $0) } ?? scalar)
    }
    return Array(String(view).utf8)
  }
}
