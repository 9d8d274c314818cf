// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import Records

/// Signatures of rows by which nearly equal ones are found without comparing all with all.
///
/// Each text is hashed into 48 bins, of which the smallest hash counts: MinHash (Broder, 1997) by
/// one permutation (Li, Owen and Zhang, 2012), empty bins filled from others (Shrivastava, 2017).
/// Eight bands of six bins each become one key a band; rows that share a key are candidates
/// (locality-sensitive hashing; Indyk and Motwani, 1998). A pair of similarity s is found with the
/// probability 1 - (1 - s^6)^8: 98 % at 0.85, 99.9 % at 0.92, 12 % at 0.5.
struct MinHashTable: Mergeable {
  static let bands = 8
  static let binsPerBand = 6
  static let bins = bands * binsPerBand
  /// Any number does; the same one finds the same rows in every run.
  static let seed: UInt64 = 0x5EED_0FA5_5A1E

  /// Rows behind this many are not looked at.
  let limit: Int
  /// Rows that came, short ones too.
  private var seen = 0
  /// Rows with a signature.
  private(set) var rows = ChunkedList<Int>()
  /// Which of the rows that came they are, from 1 on.
  private var turns: [Int] = []
  /// The keys of all rows, band by band.
  private(set) var keys = [SpilledList<UInt64>](repeating: SpilledList(), count: bands)
  /// The smallest hashes of a text, those of the text's own bins and then of all bins.
  private var scratch = [UInt32](repeating: .max, count: 2 * bins)
  private var text: [UInt8] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// How many rows are behind the limit.
  var left: Int { max(0, seen - limit) }

  mutating func add(_ record: Record, _ compared: ComparedText) {
    seen += 1
    guard seen <= limit else { return }
    compared.write(record, to: &text)
    guard text.count >= Shingles.fewestBytes else { return }
    fillBins(seed: compared.seed(of: record) ^ Self.seed)
    rows.append(record.number)
    turns.append(seen)
    appendKeys()
  }

  mutating func merge(_ next: MinHashTable) {
    let room = max(0, limit - seen)
    let count = next.seen <= room ? next.rows.count : next.turns.prefix { $0 <= room }.count
    let before = seen
    seen += next.seen
    rows.append(contentsOf: next.rows, atMost: count)
    turns += next.turns.prefix(count).map { $0 + before }
    for band in keys.indices { keys[band].append(contentsOf: next.keys[band], atMost: count) }
  }

  /// The signatures as they are written down.
  /// - Throws: `AssayError` when the disk fails.
  func stored() throws(AssayError) -> RowSignatures {
    var bands: [String] = []
    for list in keys {
      var digits = ""
      for index in 0..<list.chunkCount {
        for key in try list.chunk(index) { digits += Hexadecimal.digits(key, count: 16) }
      }
      bands.append(digits)
    }
    return RowSignatures(
      seen: seen, rows: rows.chunks.flatMap { $0 }, turns: turns, bands: bands)
  }

  /// - Parameter firstRow: the number of the part's first row in the whole.
  init?(_ stored: RowSignatures, limit: Int, firstRow: Int) {
    self.init(limit: limit)
    guard stored.bands.count == Self.bands, stored.rows.count == stored.turns.count else {
      return nil
    }
    seen = stored.seen
    turns = stored.turns
    for row in stored.rows { rows.append(row + firstRow) }
    for (band, digits) in stored.bands.enumerated() {
      let digits = Array(digits.utf8)
      guard digits.count == 16 * stored.rows.count else { return nil }
      for start in stride(from: 0, to: digits.count, by: 16) {
        guard let key = Hexadecimal.value(of: digits[start..<start + 16]) else { return nil }
        keys[band].append(key)
      }
    }
  }

  private mutating func fillBins(seed: UInt64) {
    scratch.withUnsafeMutableBufferPointer { scratch in
      let own = UnsafeMutableBufferPointer(rebasing: scratch[..<Self.bins])
      own.update(repeating: .max)
      Shingles.forEach(text, seed: seed) { hash in
        let bin = Int(((hash >> 32) &* UInt64(Self.bins)) >> 32)
        own[bin] = min(own[bin], UInt32(truncatingIfNeeded: hash))
      }
      // All bins borrow of those that were filled by the text itself.
      for bin in own.indices {
        scratch[Self.bins + bin] = own[bin] == .max ? Self.borrowed(from: own, for: bin) : own[bin]
      }
    }
  }

  /// What a bin without hashes takes: the value of a bin that is chosen by the number of the bin and
  /// of the attempt alone, so that equal texts choose alike.
  private static func borrowed(
    from filled: UnsafeMutableBufferPointer<UInt32>, for bin: Int
  ) -> UInt32 {
    var state = UInt64(bin) &+ 1
    for _ in 0..<4096 {
      state = state &* 0x5851_F42D_4C95_7F2D &+ 0x1405_7B7E_F767_814F
      let value = filled[Int((state >> 33) % UInt64(bins))]
      if value != .max { return value }
    }
    return 0
  }

  private mutating func appendKeys() {
    for band in 0..<Self.bands {
      var key = UInt64(band)
      for bin in 0..<Self.binsPerBand {
        key =
          (key ^ UInt64(scratch[Self.bins + band * Self.binsPerBand + bin]))
          &* 0x9E37_79B9_7F4A_7C15
        key ^= key >> 29
      }
      keys[band].append(key)
    }
  }
}
