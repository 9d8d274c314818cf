// SPDX-License-Identifier: Apache-2.0

import Checks
import Dataset
import Records

/// What a lint has to look out for besides findings.
struct Watch: Sendable {
  var exemptions = Exemptions()
  /// Whether to keep which rows each rule finds, for a baseline.
  var keepsRows = false

  var isIdle: Bool { exemptions.isEmpty && !keepsRows }

  /// Whether a row that a rule found counts; the trace remembers either way.
  func reports(_ code: String, _ record: Record, key: RowKey, trace: inout Trace) -> Bool {
    let ids = exemptions.ids(code: code, record, key: key)
    trace.met.formUnion(ids)
    guard ids.isEmpty else { return false }
    if keepsRows { trace.rows[code, default: []].insert(key) }
    return true
  }

  /// Whether what a rule concluded counts.
  func reports(_ rule: Rule, _ conclusion: Conclusion, trace: inout Trace) -> Bool {
    let field = conclusion.field?.rawValue
    let ids = exemptions.ids(code: rule.id, field: field)
    trace.met.formUnion(ids)
    guard ids.isEmpty else { return false }
    // What no row was found for is about the file.
    if keepsRows && trace.rows[rule.id] == nil {
      trace.files.insert(Trace.FileFault(code: rule.id, field: field))
    }
    return true
  }
}
