// SPDX-License-Identifier: Apache-2.0

import Platform

/// Which rows are alike in some columns.
struct RowGroups {
  /// For each row, the first row like it.
  let first: [Int]
  /// How many different rows there are.
  let groupCount: Int

  init(count: Int, columns: [PandasColumn]) {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    var table = [Int32](repeating: -1, count: capacity)
    var hashes = [Int](repeating: 0, count: count)
    var first = [Int](repeating: 0, count: count)
    var groups = 0
    for row in 0..<count {
      let hash = Self.hash(row, columns)
      hashes[row] = hash
      var slot = hash & (capacity - 1)
      while table[slot] >= 0 {
        let other = Int(table[slot])
        if hashes[other] == hash && Self.equal(row, other, in: columns) { break }
        slot = (slot + 1) & (capacity - 1)
      }
      if table[slot] < 0 {
        table[slot] = Int32(row)
        groups += 1
      }
      first[row] = Int(table[slot])
    }
    self.first = first
    groupCount = groups
  }

  /// The rows like one before them.
  var repeated: [Int] {
    first.indices.filter { first[$0] != $0 }
  }

  private static func hash(_ row: Int, _ columns: [PandasColumn]) -> Int {
    var hasher = Hasher()
    for column in columns {
      column.withKey(of: row) {
        hasher.combine($0.count)
        hasher.combine(bytes: UnsafeRawBufferPointer($0))
      }
    }
    return hasher.finalize()
  }

  private static func equal(_ left: Int, _ right: Int, in columns: [PandasColumn]) -> Bool {
    columns.allSatisfy { column in
      column.withKey(of: left) { left in
        column.withKey(of: right) { right in
          left.count == right.count
            && (left.isEmpty || memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0)
        }
      }
    }
  }
}

extension PandasColumn {
  fileprivate func withKey<Value>(
    of row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    bytes.withUnsafeBufferPointer {
      body(Self.key(of: UnsafeBufferPointer(rebasing: $0[range(row)])))
    }
  }
}
