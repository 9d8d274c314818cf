// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import GRDB

extension Store {
  /// All fine-tuned models, oldest first.
  package func models() async throws(AssayError) -> [ModelRecord] {
    try await read { try ModelRecord.order(Column.rowID).fetchAll($0) }
  }

  /// One fine-tuned model; nil when there is none of that name.
  package func model(_ name: String) async throws(AssayError) -> ModelRecord? {
    try await read { try ModelRecord.fetchOne($0, key: name) }
  }

  /// Forgets a model; its files are the caller's to remove. Nil when there was none.
  package func deleteModel(_ name: String) async throws(AssayError) -> ModelRecord? {
    try await write { database in
      guard let record = try ModelRecord.fetchOne(database, key: name) else { return nil }
      try record.delete(database)
      return record
    }
  }
}
