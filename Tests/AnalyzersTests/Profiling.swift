// SPDX-License-Identifier: Apache-2.0

import BitCollections
import Records
import RowsTestSupport

@testable import Analyzers
@testable import Dataset

/// Profiles of rows in memory.
enum Profiling {
  static func profile(
    _ rows: [(prompt: String, completion: String)], _ analyzers: [any Analyzer] = [],
    settings: Settings = Settings(), batchSize: Int = 3
  ) throws -> Profile {
    try profile(ExampleRows.source(rows, batchSize: batchSize), analyzers, settings: settings)
  }

  static func profile(
    _ source: MemorySource, _ analyzers: [any Analyzer] = [], settings: Settings = Settings()
  ) throws -> Profile {
    let stream = RecordStream(source, names: settings.names, threads: settings.threads)
    return try Surveyor(settings: settings, analyzers: analyzers).profile(stream)
  }

  /// The rows of a set.
  static func rows(_ set: BitSet?, below limit: Int = 1000) -> [Int]? {
    set.map { set in (0..<limit).filter { set.contains($0) } }
  }
}

/// Counts a word for a token.
struct WordCounter: TokenCounter {
  func tokens(of utf8: Bytes) -> [Int] {
    utf8.split(separator: 0x20).map(\.count)
  }

  func tokenCount(of utf8: Bytes) -> Int { tokens(of: utf8).count }
}
