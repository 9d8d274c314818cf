// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records

/// The analyzers of a run: one of each kind, each behind those whose facts it uses.
package struct AnalyzerSet: Mergeable {
  var analyzers: [any Analyzer] = []

  /// - Parameter more: analyzers that know what rules cannot say, such as the files that must share no
  ///   prompt with this one. They add to the wanted ones of their kind, and run for no other reason.
  package init(_ wanted: [any Analyzer], completedBy more: [any Analyzer] = []) {
    for analyzer in wanted { insert(analyzer) }
    for analyzer in more { include(analyzer) }
  }

  package var isEmpty: Bool { analyzers.isEmpty }

  /// The analyzers as they start on a file.
  package func starting(on stream: RecordStream, _ settings: Settings) -> AnalyzerSet {
    var copy = self
    copy.analyzers = analyzers.compactMap { $0.starting(on: stream, settings) }
    return copy
  }

  package mutating func add(_ batch: HashedBatch) {
    for index in analyzers.indices { analyzers[index].add(batch) }
  }

  /// Merges with what the same analyzers learned from the rows that follow.
  package mutating func merge(_ next: AnalyzerSet) {
    for index in analyzers.indices { analyzers[index].merge(with: next.analyzers[index]) }
  }

  /// Lets each analyzer state its fact, and go: the next may need the memory.
  package mutating func finish(
    _ profile: inout Profile, _ stream: RecordStream
  ) throws(AssayError) {
    while !analyzers.isEmpty { try analyzers.removeFirst().finish(&profile, stream) }
  }

  private mutating func insert(_ analyzer: any Analyzer) {
    for need in analyzer.needs { insert(need) }
    if !include(analyzer) { analyzers.append(analyzer) }
  }

  /// Adds to the analyzer of the same kind; false when there is none.
  @discardableResult
  private mutating func include(_ analyzer: any Analyzer) -> Bool {
    let place = analyzers.firstIndex { type(of: $0) == type(of: analyzer) }
    if let place { analyzers[place].include(any: analyzer) }
    return place != nil
  }
}

extension Analyzer {
  fileprivate func finish(_ profile: inout Profile, _ stream: RecordStream) throws(AssayError) {
    profile[Self.self] = try fact(profile, stream)
  }

  fileprivate mutating func include(any other: any Analyzer) {
    if let other = other as? Self { include(other) }
  }

  fileprivate mutating func merge(with next: any Analyzer) {
    if let next = next as? Self { merge(next) }
  }
}
