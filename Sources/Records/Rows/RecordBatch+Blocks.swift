// SPDX-License-Identifier: Apache-2.0

import Tables

extension RecordBatch {
  /// So many records' texts stay in the processor's cache while each check looks at them.
  private static let blockSize = 128

  /// Calls `body` with some records at a time, which are valid during the call, and whose texts'
  /// traits are known.
  package func visitBlocks(_ body: (UnsafeBufferPointer<Record>) -> Void) {
    rows.withStableText {
      var block: [Record] = []
      block.reserveCapacity(Self.blockSize)
      // Records do not hold their chats.
      var chats: [ChatRow] = []
      visit { record in
        if let chat = record.chat { chats.append(chat) }
        var record = record
        record.traits = (TextTraits(of: record.prompt), TextTraits(of: record.completion))
        block.append(record)
        guard block.count == Self.blockSize else { return }
        withExtendedLifetime(chats) { block.withUnsafeBufferPointer(body) }
        block.removeAll(keepingCapacity: true)
        if !chats.isEmpty { chats.removeAll(keepingCapacity: true) }
      }
      withExtendedLifetime(chats) {
        if !block.isEmpty { block.withUnsafeBufferPointer(body) }
      }
    }
  }
}
