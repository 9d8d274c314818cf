// SPDX-License-Identifier: Apache-2.0

import Tables

/// Some records whose texts stay in the processor's cache while each check looks at them.
package struct RecordBlock {
  /// Valid while the block is visited.
  package let records: UnsafeBufferPointer<Record>
  /// What all their texts are made of: where this rules a fault out, no text has to be looked at.
  package let traits: TextTraits
}

extension RecordBatch {
  /// How many records make a block.
  private static let blockSize = 128

  /// Calls `body` with some records at a time, which are valid during the call, and whose texts'
  /// traits are known.
  package func visitBlocks(_ body: (RecordBlock) -> Void) {
    rows.withStableText {
      var block: [Record] = []
      block.reserveCapacity(Self.blockSize)
      var traits = TextTraits.none
      // Records do not hold their chats.
      var chats: [ChatRow] = []
      func finish() {
        withExtendedLifetime(chats) {
          block.withUnsafeBufferPointer { body(RecordBlock(records: $0, traits: traits)) }
        }
        block.removeAll(keepingCapacity: true)
        traits = .none
        if !chats.isEmpty { chats.removeAll(keepingCapacity: true) }
      }
      visit { record in
        var record = record
        if let chat = record.chat {
          chats.append(chat)
          record.traits = (chat.traits, .none)
        } else {
          record.traits = (TextTraits(of: record.prompt), TextTraits(of: record.completion))
          traits.formUnion(record.traits.completion)
        }
        traits.formUnion(record.traits.prompt)
        block.append(record)
        if block.count == Self.blockSize { finish() }
      }
      if !block.isEmpty { finish() }
    }
  }
}
