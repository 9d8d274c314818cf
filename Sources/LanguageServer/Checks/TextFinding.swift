// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A finding or a fault, and where it stands in the text.
struct TextFinding: Equatable {
  let range: Range<Int>
  let severity: Severity
  /// The rule's code; nil for what no rule is about.
  let code: String?
  let message: String
  /// The grade of its fix.
  var fix: FixGrade?
  /// The row that is meant, counted from 0.
  var row: Int?

  /// The diagnostic as the Language Server Protocol has it.
  func json(_ span: TextSpan) -> JSONValue {
    var object: JSONObject = [
      "range": span.json, "severity": .integer(level), "source": "assay",
      "message": .string(message),
    ]
    if let code { object.append("code", .string(code)) }
    return .object(object)
  }

  private var level: Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .info: 3
    }
  }
}
