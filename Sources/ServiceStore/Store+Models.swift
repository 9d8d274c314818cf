// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import GRDB

extension Store {
  /// All fine-tuned models, oldest first.
  package func models() async throws(AssayError) -> [FineTunedModel] {
    try await all(FineTunedModel.self)
  }

  /// One fine-tuned model; nil when there is none of that name.
  package func model(_ name: String) async throws(AssayError) -> FineTunedModel? {
    try await find(FineTunedModel.self, name)
  }

  /// Forgets a model; its files are the caller's to remove. Nil when there was none.
  package func deleteModel(_ name: String) async throws(AssayError) -> FineTunedModel? {
    try await write { database in
      let own = FineTunedModel.all(of: organization)
      guard let record = try own.filter(key: name).fetchOne(database) else { return nil }
      try record.delete(database)
      return record
    }
  }
}
