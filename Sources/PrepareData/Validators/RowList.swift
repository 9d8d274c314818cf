// SPDX-License-Identifier: Apache-2.0

/// Row numbers in a sentence.
enum RowList {
  private static let shown = 20

  /// `1, 4, 9`, cut after twenty.
  static func text(_ rows: some Collection<Int>) -> String {
    let listed = rows.prefix(shown).map(String.init).joined(separator: ", ")
    return rows.count > shown ? "\(listed) and \(rows.count - shown) more" : listed
  }
}
