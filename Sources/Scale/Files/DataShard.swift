// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// A file of a data set in many, as the first phase met it.
package struct DataShard: Codable, Sendable, Equatable {
  /// Its place in the data set, counted from 0. The order of the shards is part of the result.
  package let number: Int
  /// The path as the user gave it.
  package let path: String
  package let bytes: Int
  /// The SHA-256 of the file.
  package let hash: String

  /// - Throws: `AssayError` when the file cannot be read.
  package init(number: Int, path: String) throws(AssayError) {
    self.number = number
    self.path = path
    let digest = MessageDigest()
    try digest.update(file: path)
    hash = digest.finish()
    bytes = FileStatus(path)?.size ?? 0
  }

  /// What a row's number in a shard is added to, for a number that no row of another shard has.
  var firstKey: Int { number << Self.rowBits }

  /// More rows than one shard may have take this many bits.
  static let rowBits = 40
}
