// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import GRDB

extension Store {
  /// All fine-tuned models, oldest first.
  package func models() async throws(AssayError) -> [ModelRecord] {
    try await read { database in
      try ModelRecord.all(of: organization).order(Column.rowID).fetchAll(database)
    }
  }

  /// One fine-tuned model; nil when there is none of that name.
  package func model(_ name: String) async throws(AssayError) -> ModelRecord? {
    try await read { database in
      try ModelRecord.all(of: organization).filter(key: name).fetchOne(database)
    }
  }

  /// Forgets a model; its files are the caller's to remove. Nil when there was none.
  package func deleteModel(_ name: String) async throws(AssayError) -> ModelRecord? {
    try await write { database in
      let own = ModelRecord.all(of: organization)
      guard let record = try own.filter(key: name).fetchOne(database) else { return nil }
      try record.delete(database)
      return record
    }
  }
}
