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
    let keys = repeatedKeys.sorted { $0.key < $1.key }.map { key, rows in
      RuleViolation(
        .duplicateKey, in: file, rowCount: rows.count, values: ["detail": "`\(key)`"])
    }
    return [(gaps, RuleCode.missingMadeText), (conversions, .valuesMadeText)]
      .compactMap { violation($0, $1) } + keys
  }

  private func violation(_ rows: [Int], _ code: RuleCode) -> RuleViolation? {
    let rows = Set(rows).sorted()
    guard !rows.isEmpty else { return nil }
    return RuleViolation(
      code, in: file, rowCount: rows.count, values: ["list": RowList.text(rows)])
  }
}
