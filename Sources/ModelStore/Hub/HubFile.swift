// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Training

/// A file as a hub lists it.
struct HubFile: Sendable, Equatable {
  var name: String
  /// Bytes; nil when the hub does not say.
  var size: Int?
  /// What the content hashes to; nil when the hub does not say.
  var digest: ContentDigest?

  /// Compares a file with what is listed.
  /// - Returns: what differs, or nil.
  func fault(in path: String) throws(AssayError) -> String? {
    let actual = try Files.size(path)
    if let size, actual != size { return "it has \(actual) bytes instead of \(size)" }
    guard let digest else { return nil }
    let found = try digest.kind.digest(ofFile: path)
    return found == digest ? nil : "its \(digest.kind.name) is \(found.hex), not \(digest.hex)"
  }
}
