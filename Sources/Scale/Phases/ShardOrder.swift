// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The files of a phase in the order of their shards, of which each is there once.
struct ShardOrder {
  let shards: [Shard]
  let paths: [String]

  /// - Parameters:
  ///   - paths: where the file of each shard was read.
  ///   - count: how many shards there are.
  /// - Throws: `AssayError` when one is missing, or there twice.
  init(
    _ shards: [Shard], paths: [String], maker: String, count: Int
  ) throws(AssayError) {
    let order = shards.indices.sorted { shards[$0].number < shards[$1].number }
    var places: [String: Int] = [:]
    for (number, place) in order.enumerated() {
      let shard = shards[place]
      if let other = order.prefix(number).last, shards[other].number == shard.number {
        throw AssayError(
          "shard \(shard.number) is there twice, in `\(paths[other])` too",
          at: Location(file: paths[place]), remedy: "Give one file of \(maker) for each shard")
      }
      guard shard.number == number else { throw Self.missing(number, maker) }
      if let other = places[shard.path] {
        throw AssayError(
          "the file is shard \(other) and shard \(number)", at: Location(file: shard.path),
          remedy: "Number each file once")
      }
      places[shard.path] = number
    }
    guard count <= shards.count else { throw Self.missing(shards.count, maker) }
    guard count == shards.count else {
      throw AssayError(
        "there are \(shards.count) files of \(maker), and \(count) shards",
        remedy: "Give one file for each shard")
    }
    self.shards = order.map { shards[$0] }
    self.paths = order.map { paths[$0] }
  }

  private static func missing(_ number: Int, _ maker: String) -> AssayError {
    AssayError(
      "what \(maker) makes of shard \(number) is missing",
      remedy: "Run it again for that shard; shards are numbered from 0 on without a gap")
  }

  /// - Throws: `AssayError` when they are not the shards of a profile.
  func require(_ whole: WholeSurvey, maker: String) throws(AssayError) {
    for (place, shard) in shards.enumerated() where shard != whole.shards[place] {
      throw AssayError(
        "the file is of another run: shard \(shard.number) has changed since",
        at: Location(file: paths[place]), remedy: "Run \(maker) again for that shard")
    }
  }
}
