// SPDX-License-Identifier: Apache-2.0

import Tables

/// Some records whose texts stay in the processor's cache while each check looks at them.
package struct RecordBlock {
  /// Valid while the block is visited.
  package let records: UnsafeBufferPointer<Record>
  /// What all their texts are made of: where this rules a fault out, no text has to be looked at.
  package let traits: TextTraits
}

extension RecordBlock {
  /// Collects records. A value and not a few variables: these would be checked for access again and again.
  fileprivate struct Builder {
    /// How many records make a block.
    static let size = 128

    private var records: [Record] = []
    private var traits = TextTraits.none
    /// Records do not hold their chats.
    private var chats: [ChatRow] = []

    init() { records.reserveCapacity(Self.size) }

    var isFull: Bool { records.count == Self.size }

    mutating func add(_ record: Record) {
      var record = record
      if let chat = record.chat {
        chats.append(chat)
        record.traits = (chat.traits, .none)
      } else {
        record.traits = (TextTraits(of: record.prompt), TextTraits(of: record.completion))
        traits.formUnion(record.traits.completion)
      }
      traits.formUnion(record.traits.prompt)
      records.append(record)
    }

    /// Gives the block to `body`, if it holds a record, and starts another.
    mutating func finish(_ body: (RecordBlock) -> Void) {
      guard !records.isEmpty else { return }
      withExtendedLifetime(chats) {
        records.withUnsafeBufferPointer { body(RecordBlock(records: $0, traits: traits)) }
      }
      records.removeAll(keepingCapacity: true)
      traits = .none
      if !chats.isEmpty { chats.removeAll(keepingCapacity: true) }
    }
  }
}

extension RecordBatch {
  /// Calls `body` with some records at a time, which are valid during the call, and whose texts'
  /// traits are known.
  package func visitBlocks(_ body: (RecordBlock) -> Void) {
    rows.withStableText {
      var block = RecordBlock.Builder()
      visit { record in
        block.add(record)
        if block.isFull { block.finish(body) }
      }
      block.finish(body)
    }
  }
}
