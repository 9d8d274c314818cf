// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Puts texts into the composed normal form, unless two labels would become one.
struct Compose: Fix {
  static let kind = "compose"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field else { return nil }
    let edit: @Sendable ([UInt8]) -> [UInt8] = { NormalForm.composed($0) ?? $0 }
    guard field == .prompt || LabelGuard.keepsApart(profile, edit) else { return nil }
    return FixStep(.whitespace, "compose the characters of each \(field.rawValue)") { record in
      guard let composed = NormalForm.composed(record[field]) else { return false }
      record[field] = composed
      return true
    }
  }
}
