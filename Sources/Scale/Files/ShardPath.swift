// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where the first shard stands that a file of a phase tells of, whatever else is in it.
enum ShardPath {
  static func first(in path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path),
      let content = try? JSONDecoder().decode(Glance.self, from: data).content
    else { return nil }
    return (content.shard ?? content.shards?.first)?.path
  }

  private struct Glance: Decodable {
    let content: ShardContent
  }

  private struct ShardContent: Decodable {
    let shard: NamedShard?
    let shards: [NamedShard]?
  }

  private struct NamedShard: Decodable {
    let path: String
  }
}
