// SPDX-License-Identifier: Apache-2.0

package import Records

/// A row by what it says, so that it may move in its file.
package struct RowIdentity: Sendable, Hashable {
  package let key: RowKey
  /// How many rows before it in the file say the same.
  package let copy: Int

  package init(key: RowKey, copy: Int) {
    self.key = key
    self.copy = copy
  }
}

/// Gives the rows of a file their identities, in the order of the file.
package struct RowIdentities {
  private var counts: [RowKey: Int] = [:]

  package init() {}

  /// The identity of the next row.
  package mutating func next(_ key: RowKey) -> RowIdentity {
    let copy = counts[key, default: 0]
    counts[key] = copy + 1
    return RowIdentity(key: key, copy: copy)
  }
}
