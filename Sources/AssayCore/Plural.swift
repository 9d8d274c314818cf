// SPDX-License-Identifier: Apache-2.0

/// Numbers with what they count.
package enum Plural {
  /// `1 row`, `2 rows`, `3 classes`.
  /// - Parameter text: the number as it is shown, such as `1,234`.
  package static func counted(_ count: Int, _ noun: String, shown text: String? = nil) -> String {
    let ending = count == 1 ? "" : noun.hasSuffix("s") ? "es" : "s"
    return "\(text ?? String(count)) \(noun)\(ending)"
  }
}
