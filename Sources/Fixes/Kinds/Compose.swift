// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Joins characters that stand in pieces, unless two labels would become one.
struct Compose: Fix {
  /// What is joined.
  enum Form: String, CaseIterable {
    /// Letters and their accents.
    case accents
    /// Whatever the normal form NFC joins, replaces or puts in another order.
    case nfc

    func composed(_ text: [UInt8]) -> [UInt8]? {
      self == .accents ? NormalForm.joiningAccents(text) : NormalForm.composed(text)
    }
  }

  static let kind = "compose"
  private let form: Form

  init(_ parameters: inout Parameters) throws(AssayError) {
    form = try parameters.optionalChoice("form") ?? .accents
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field else { return nil }
    let form = form
    let edit: @Sendable ([UInt8]) -> [UInt8] = { form.composed($0) ?? $0 }
    guard field == .prompt || LabelGuard.keepsApart(profile, edit) else { return nil }
    let title =
      form == .accents
      ? "join the letters and accents of each \(field.rawValue)"
      : "put each \(field.rawValue) into the normal form NFC"
    return FixStep(.whitespace, title) { record in
      guard let composed = form.composed(record[field]) else { return false }
      record[field] = composed
      return true
    }
  }
}
