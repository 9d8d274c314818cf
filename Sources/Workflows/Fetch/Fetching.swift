// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Foundation
package import ModelStore

/// The use "fetch": models from a hub into the store.
package enum Fetching {
  /// Fetches a model at its first use, when it is neither in the store nor a folder or shape here.
  /// - Parameters:
  ///   - version: assay's own, for the record.
  ///   - progress: called with the bytes that are there and the bytes of all files.
  /// - Returns: nil when there was nothing to do.
  /// - Throws: `AssayError` when the hub refuses, or what it has is no GPT-2.
  package static func fetchMissing(
    _ name: String, version: String, progress: @escaping (Int, Int) -> Void = { _, _ in }
  ) throws(AssayError) -> ModelPull.Outcome? {
    do throws(AssayError) {
      _ = try ModelReference.resolve(name)
      return nil
    } catch {
      // A path that leads nowhere is no name on a hub, and its own error says more.
      guard let known = try? ModelName(name), !name.hasPrefix(".") else { throw error }
      return try ModelPull(
        known, from: HubClient.standard(), to: LocalStore.standard(), version: version,
        created: Date.now.formatted(.iso8601), progress: progress
      ).run()
    }
  }
}
