// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing
import Tokenizer

@Suite struct TokenBatchTests {
  private let texts: [[Int32]] = [[1, 2, 3], [], [4]]

  @Test("Row 74: batches are filled up on either side") func padding() {
    let right = TokenBatch(texts, padding: .right, padToken: 9)
    #expect(right.ids == [[1, 2, 3], [9, 9, 9], [4, 9, 9]])
    #expect(right.mask == [[1, 1, 1], [0, 0, 0], [1, 0, 0]])
    let left = TokenBatch(texts, padding: .left, padToken: 9)
    #expect(left.ids == [[1, 2, 3], [9, 9, 9], [9, 9, 4]])
    #expect(left.mask == [[1, 1, 1], [0, 0, 0], [0, 0, 1]])
  }

  @Test("Row 74: without padding texts stay as long as they are") func plain() {
    let batch = TokenBatch(texts, padToken: 9)
    #expect(batch.ids == texts && batch.mask == [[1, 1, 1], [], [1]])
    #expect(
      TokenBatch([[5, 6]], padToken: 9).jsonOfSingle?.text()
        == #"{"input_ids":[5,6],"attention_mask":[1,1]}"#)
    #expect(batch.jsonOfSingle == nil && TokenBatch([], padding: .left, padToken: 9).ids.isEmpty)
  }
}
