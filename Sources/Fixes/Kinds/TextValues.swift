// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// Makes numbers and booleans the text that stands in the file.
struct TextValues: Fix {
  static let kind = "text-values"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field else { return nil }
    return FixStep(.columns, "write each \(field.rawValue) as text") { record in
      switch record.kind(of: field) {
      case .text, .null, .missing, .error, .nested: return false
      default:
        record.becomeText(field)
        return true
      }
    }
  }
}
