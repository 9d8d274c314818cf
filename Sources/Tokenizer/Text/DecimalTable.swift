// SPDX-License-Identifier: Apache-2.0

/// The decimal digits of every id with a separator behind them, ready to be copied: printing ids one
/// by one would take longer than encoding does.
package final class DecimalTable {
  /// Up to six digits and the separator; their number in the highest byte.
  private let entries: [UInt64]

  /// - Parameter count: one more than the largest id; at most a million.
  package init(count: Int, separator: UInt8) {
    precondition(count <= 1_000_000)
    entries = (0..<count).map { id in
      var digits = Array(String(id).utf8)
      digits.append(separator)
      var entry = UInt64(digits.count) << 56
      for (place, digit) in digits.enumerated() { entry |= UInt64(digit) << UInt64(8 * place) }
      return entry
    }
  }

  /// How many bytes may be written for each id.
  package static let roomPerID = 8

  /// Writes the ids, each with the separator behind it, and returns how many bytes they are. `out`
  /// must have `roomPerID` bytes for each.
  package func write(
    _ ids: UnsafeBufferPointer<Int32>, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var position = UnsafeMutableRawPointer(out)
    entries.withUnsafeBufferPointer { entries in
      for id in ids {
        let entry = entries[Int(id)]
        position.storeBytes(of: entry.littleEndian, as: UInt64.self)
        position += Int(entry >> 56)
      }
    }
    return position - UnsafeMutableRawPointer(out)
  }
}
