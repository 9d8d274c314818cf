// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Records

/// Writes the columns `prompt` and `completion` under these names, and no other. The output always
/// has this form; the step names what becomes of the rest.
struct KeepColumns: Fix {
  /// What is said to happen.
  enum Action: String, CaseIterable {
    case rename, drop
  }

  static let kind = "keep-columns"
  let action: Action

  init(_ parameters: inout Parameters) throws(AssayError) {
    action = try parameters.choice("action")
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let title =
      switch action {
      case .rename: "rename \(conclusion.values["column"] ?? "the column")"
      case .drop: "leave out \(conclusion.values["columns"] ?? "other columns")"
      }
    return .byWriter(title)
  }
}
