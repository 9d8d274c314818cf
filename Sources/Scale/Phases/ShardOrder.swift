// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The files of a phase in the order of their shards, of which each is there once.
struct ShardOrder<Content: PhaseContent> {
  let shards: [DataShard]
  let paths: [String]

  /// - Parameters:
  ///   - paths: the files of all shards, in any order.
  ///   - count: how many shards there are.
  /// - Throws: `AssayError` when one is missing, there twice, or of another phase, version or other rules.
  init(
    _ paths: [String], count: Int, by run: PhaseRun
  ) throws(AssayError) {
    let found = try paths.map { path throws(AssayError) in
      (shard: try PhaseHeader(of: path, as: Content.self, by: run).shard, path: path)
    }.sorted { $0.shard.number < $1.shard.number }
    var numbers: [String: Int] = [:]
    for (number, (shard, path)) in found.enumerated() {
      if number > 0, found[number - 1].shard.number == shard.number {
        throw Self.twice(shard, path, other: found[number - 1].path)
      }
      guard shard.number == number else { throw Self.missing(number) }
      if let other = numbers.updateValue(number, forKey: shard.path) {
        throw AssayError(
          "the file is shard \(other) and shard \(number)", at: Location(file: shard.path),
          remedy: "Number each file once")
      }
    }
    guard count <= found.count else { throw Self.missing(found.count) }
    guard count == found.count else {
      throw AssayError(
        "there are \(found.count) files of \(Content.maker), and \(count) shards",
        remedy: "Give one file for each shard")
    }
    shards = found.map(\.shard)
    self.paths = found.map(\.path)
  }

  /// - Parameter whole: what is known of all shards, which must be these.
  /// - Throws: `AssayError` also when a file is about a shard as it was in another run.
  init(
    _ paths: [String], of whole: WholeSurvey, by run: PhaseRun
  ) throws(AssayError) {
    try self.init(paths, count: whole.shards.count, by: run)
    for (place, shard) in shards.enumerated() where shard != whole.shards[place] {
      throw AssayError(
        "the file is of another run: shard \(shard.number) has changed since",
        at: Location(file: self.paths[place]), remedy: "Run \(Content.maker) again for that shard")
    }
  }

  /// What the file of a shard holds.
  /// - Parameter info: what it is read with.
  func content(
    _ number: Int, by run: PhaseRun, info: [CodingUserInfoKey: any Sendable] = [:]
  ) throws(AssayError) -> Content {
    try PhaseFile<Content>(path: paths[number], by: run, info: info).content
  }

  private static func twice(
    _ shard: DataShard, _ path: String, other: String
  ) -> AssayError {
    AssayError(
      "shard \(shard.number) is there twice, in `\(other)` too", at: Location(file: path),
      remedy: "Give one file of \(Content.maker) for each shard")
  }

  private static func missing(_ number: Int) -> AssayError {
    AssayError(
      "what \(Content.maker) makes of shard \(number) is missing",
      remedy: "Run it again for that shard; shards are numbered from 0 on without a gap")
  }
}
