// SPDX-License-Identifier: Apache-2.0

/// Where things stand that can be made again.
package enum CacheFolder {
  /// The folder of that name among the user's caches, whether it exists or not; nil for a user without a
  /// home.
  package static func path(_ name: String) -> String? {
    let caches = [Environment["XDG_CACHE_HOME"], Environment["HOME"].map { $0 + "/.cache" }]
    // A path that is not absolute is none, by the specification of these variables.
    let usable = caches.compactMap { $0 }.first { $0.hasPrefix("/") }
    return usable.map { "\($0)/assay/\(name)" }
  }
}
