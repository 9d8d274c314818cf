// SPDX-License-Identifier: Apache-2.0

import Records

/// An analyzer that is learned part by part, in processes that know of one another by files: what it has learned
/// can be written down, and merges as parts of one file do.
package protocol StoredAnalyzer: Analyzer, Codable {}

/// An analyzer whose fact is about each row by itself, so that it is found out where the row is looked at.
package protocol RowAnalyzer: Analyzer {}

extension AnalyzerSet {
  /// Of the analyzers those that tell of each row by itself.
  package var rowAnalyzers: [any Analyzer] { analyzers.filter { $0 is any RowAnalyzer } }

  /// Of the analyzers those that can be written down.
  package var storedAnalyzers: [any Analyzer] { analyzers.filter { $0 is any StoredAnalyzer } }

  /// Writes what can be written down.
  func encode(to encoder: any Encoder) throws {
    var states = encoder.container(keyedBy: AnalyzerName.self)
    for case let analyzer as any StoredAnalyzer in analyzers {
      try states.encode(analyzer, forKey: AnalyzerName(analyzer))
    }
  }

  /// Takes what was written down in place of what the analyzers have learned.
  mutating func restore(from decoder: any Decoder) throws {
    let states = try decoder.container(keyedBy: AnalyzerName.self)
    for index in analyzers.indices {
      guard let analyzer = analyzers[index] as? any StoredAnalyzer else { continue }
      analyzers[index] = try analyzer.restored(from: states)
    }
  }
}

extension StoredAnalyzer {
  fileprivate func restored(
    from states: KeyedDecodingContainer<AnalyzerName>
  ) throws -> any Analyzer {
    try states.decode(Self.self, forKey: AnalyzerName(self))
  }
}

/// The key of an analyzer: the name of its type.
private struct AnalyzerName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ analyzer: any Analyzer) { stringValue = "\(type(of: analyzer))" }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
