// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

/// The keys by which rows of different parts are found to repeat one another, as lines of tab-separated numbers
/// that every engine reads: 128 bits of the pair, 64 each of the prompt, of the text but for case and space, and
/// of the completion without the space around it, and the number of the row.
struct RowKeyLines: Sendable {
  private(set) var bytes: [UInt8] = []
  private var text: [UInt8] = []

  /// - Parameter first: the number of the part's first row.
  init(_ batch: HashedBatch, first: Int) {
    bytes.reserveCapacity(128 * batch.records.count)
    var index = 0
    batch.records.visit { record in
      text.removeAll(keepingCapacity: true)
      record.appendNormalizedText(to: &text)
      // Nor is such a row like one of the same number in another part.
      if record.isLikeNoOther { text.append(contentsOf: " \(first)".utf8) }
      let pair = batch.pairs[index]
      for hash in [
        pair.first, pair.second, batch.prompts[index], ByteHash.hash(text),
        ByteHash.hash(record.completion.visible),
      ] {
        bytes.append(contentsOf: String(Int64(bitPattern: hash)).utf8)
        bytes.append(UInt8(ascii: "\t"))
      }
      bytes.append(contentsOf: String(first + record.number).utf8)
      bytes.append(UInt8(ascii: "\n"))
      index += 1
    }
  }
}
