// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Records

/// Finds out one fact about a file as a whole, such as which rows repeat an earlier one. A check names
/// the analyzers that it relies on; each of them looks at the rows once, in a pass that they share,
/// however many checks want its fact.
///
/// Analyzers are values. Each thread has its own, and they are merged in the order of the rows.
package protocol Analyzer: Mergeable {
  /// What is found out; `Profile` holds it for the checks and fixes.
  associatedtype Fact: Sendable

  /// The analyzers whose facts this one uses to finish.
  var needs: [any Analyzer] { get }

  /// Serves another check as well, which wants the same fact for other values of its parameters.
  mutating func include(_ other: Self)

  /// The analyzer as it starts on a file; nil when the file or the settings have nothing for it, so
  /// that there will be no fact.
  func starting(on stream: RecordStream, _ settings: Settings) -> Self?

  mutating func add(_ batch: HashedBatch)

  /// The fact, when all rows were added; it may read the rows again.
  /// - Parameter profile: what else is known, with the facts of `needs`.
  func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact
}

extension Analyzer {
  package var needs: [any Analyzer] { [] }
  package mutating func include(_ other: Self) {}
  package func starting(on stream: RecordStream, _ settings: Settings) -> Self? { self }
  package mutating func add(_ batch: HashedBatch) {}
}

/// Facts by the analyzers that found them.
package struct Facts: Sendable {
  private var values: [ObjectIdentifier: any Sendable] = [:]

  package init() {}

  /// The fact of an analyzer; nil when nobody asked for it or there was nothing to find out.
  package subscript<Kind: Analyzer>(kind: Kind.Type) -> Kind.Fact? {
    get { values[ObjectIdentifier(kind)] as? Kind.Fact }
    set { values[ObjectIdentifier(kind)] = newValue.map { fact -> any Sendable in fact } }
  }
}
