// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The numbers of the first rows of files that are read as one, as far as some pass has come.
final class PartStarts: Sendable {
  private let starts = Mutex<[Int]>([])

  func note(_ row: Int, of part: Int) {
    starts.withLock { starts in
      if starts.count == part { starts.append(row) }
    }
  }

  /// The file in which a row stands, and the number of its first row: of files that start there the last,
  /// as those before it have no rows.
  func part(of row: Int) -> (part: Int, firstRow: Int)? {
    starts.withLock { starts in
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= row { low = middle + 1 } else { high = middle }
      }
      return low == 0 ? nil : (low - 1, starts[low - 1])
    }
  }
}
