// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Joins characters that stand in pieces, unless two labels would become one.
struct Compose: TextFix {
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

  func title(_ noun: String) -> String {
    form == .accents
      ? "join the letters and accents of each \(noun)" : "put each \(noun) into the normal form NFC"
  }

  func edit(for conclusion: Conclusion, _ profile: Profile) -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    { [form] in form.composed($0) }
  }
}
