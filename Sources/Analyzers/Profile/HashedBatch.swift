// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import Records

/// A batch of records whose texts were hashed once for all who compare them.
package struct HashedBatch: Sendable {
  package let records: RecordBatch
  /// The hash of each prompt; of a chat that of its messages.
  package internal(set) var prompts: [UInt64] = []
  package internal(set) var completions: [UInt64] = []
  /// The hash of each prompt with its completion, by which rows are copies of one another.
  package internal(set) var pairs: [WideHash] = []

  init(_ records: RecordBatch) {
    self.records = records
    prompts.reserveCapacity(records.count)
    completions.reserveCapacity(records.count)
    pairs.reserveCapacity(records.count)
  }
}
