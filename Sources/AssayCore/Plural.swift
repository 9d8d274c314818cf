// SPDX-License-Identifier: Apache-2.0

/// Numbers with what they count, and several things by name.
package enum Plural {
  /// `1 row`, `2,345 rows`, `3 classes`.
  package static func counted(_ count: Int, _ noun: String) -> String {
    let ending = count == 1 ? "" : noun.hasSuffix("s") ? "es" : "s"
    return "\(grouped(count)) \(noun)\(ending)"
  }

  /// `2,345`: the one way in which people read whole numbers here.
  package static func grouped(_ number: Int) -> String {
    var groups: [String] = []
    var digits = Substring(String(number.magnitude))
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = digits.dropLast(3)
    }
    groups.insert(String(digits), at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// `a, b, c, ...`: the first of many, with dots where there are more.
  /// - Parameter most: how many are named.
  package static func listed<Item>(
    _ items: some Collection<Item>, most: Int, as text: (Item) -> String
  ) -> String {
    items.prefix(most).map(text).joined(separator: ", ") + (items.count > most ? ", ..." : "")
  }
}
