// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Records
import Tables

/// Finds out how many bytes the file has as JSON Lines.
package struct WrittenSize: StoredAnalyzer {
  package typealias Fact = Int

  /// `{"messages":}` and `{"prompt":"","completion":""}`, each with its line break.
  private static let chatFrame = 14
  private static let rowFrame = 30

  /// Not counting escapes.
  private var bytes = 0

  package init() {}

  package mutating func add(_ batch: HashedBatch) {
    batch.records.visit { record in
      bytes +=
        record.chat.map { $0.bytes.count + Self.chatFrame }
        ?? record.prompt.count + record.completion.count + Self.rowFrame
    }
  }

  package mutating func merge(_ next: WrittenSize) { bytes += next.bytes }

  /// A JSON Lines file that nothing is changed in is what would be uploaded.
  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Int {
    let isAsItIs = stream.plan.isEmpty && stream.source.format == .jsonl
    return isAsItIs ? stream.source.byteCount ?? bytes : bytes
  }
}
