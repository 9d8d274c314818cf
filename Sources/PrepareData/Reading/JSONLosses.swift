// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What became text that was none, and what was lost, while JSON was read.
struct JSONLosses {
  /// Rows with a value that is null or absent.
  var gaps: [Int] = []
  /// Rows with a number, a truth value, a list or an object.
  var conversions: [Int] = []
  /// Rows with a key that stands twice, by the key.
  var repeatedKeys: [String: Set<Int>] = [:]
  var file: String

  var violations: [RuleViolation] {
    [
      violation(.missingMadeText, gaps), violation(.valuesMadeText, conversions),
      duplicateKeys,
    ].compactMap(\.self)
  }

  private var duplicateKeys: RuleViolation? {
    guard !repeatedKeys.isEmpty else { return nil }
    let names = repeatedKeys.keys.sorted().map { Quoted.text(Array($0.utf8)) }
    return RuleViolation(
      .duplicateKey, in: file,
      rowCount: repeatedKeys.values.reduce(into: Set()) { $0.formUnion($1) }.count,
      values: ["detail": names.joined(separator: ", ")])
  }

  private func violation(_ code: RuleCode, _ rows: [Int]) -> RuleViolation? {
    let rows = Set(rows).sorted()
    guard !rows.isEmpty else { return nil }
    return RuleViolation(
      code, in: file, rowCount: rows.count, values: ["list": RowList.text(rows)])
  }
}
