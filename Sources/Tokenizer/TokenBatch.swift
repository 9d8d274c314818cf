// SPDX-License-Identifier: Apache-2.0

package import JSON

/// Texts as tokens, filled up to one length where that is asked for: what a tokenizer of transformers
/// gives when it is called.
package struct TokenBatch: Sendable, Equatable {
  /// [texts]
  package private(set) var ids: [[Int32]]
  /// 1 for tokens of the text, 0 for those that fill up.
  package private(set) var mask: [[Int32]]

  /// - Parameters:
  ///   - padding: the side that is filled up; nil leaves texts as long as they are.
  ///   - padToken: what fills up.
  package init(_ texts: [[Int32]], padding: PaddingSide? = nil, padToken: Int32) {
    ids = texts
    mask = texts.map { Array(repeating: 1, count: $0.count) }
    guard let padding else { return }
    let length = texts.map(\.count).max() ?? 0
    for (index, text) in texts.enumerated() {
      let places = padding.places(of: text.count, in: length)
      ids[index] = Array(repeating: padToken, count: length)
      ids[index].replaceSubrange(places, with: text)
      mask[index] = (0..<length).map { places.contains($0) ? 1 : 0 }
    }
  }

  /// `{"input_ids": [[...]], "attention_mask": [[...]]}`
  package var json: JSONValue {
    ["input_ids": Self.json(ids), "attention_mask": Self.json(mask)]
  }

  /// The object of a batch of one text, without the list around it; nil for other batches.
  package var jsonOfSingle: JSONValue? {
    guard ids.count == 1 else { return nil }
    return ["input_ids": Self.json(ids[0]), "attention_mask": Self.json(mask[0])]
  }

  private static func json(_ rows: [[Int32]]) -> JSONValue { .array(rows.map { json($0) }) }
  private static func json(_ row: [Int32]) -> JSONValue { .array(row.map { .integer(Int($0)) }) }
}
