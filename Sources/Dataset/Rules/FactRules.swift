// SPDX-License-Identifier: Apache-2.0

/// The thresholds and the lists by which facts about a dataset are found. `Profiles/dataset.yaml` states
/// and explains them; `FactRules.standard` is made from it.
package struct FactRules: Sendable, Equatable {
  package var task: Task
  package var separator: Endings
  package var stop: Endings
  package var likeness: Likeness
  package var split: Split

  /// When completions are classes.
  package struct Task: Sendable, Equatable {
    /// Completions are classes when there are more rows than this for each different one.
    package var rowsPerClass: Int
    /// Enough rows for each class, on average, where the user asks for classes.
    package var rowsPerWantedClass: Int
    /// Completions longer than this on average, in bytes, are answers.
    package var longestLabel: Int
    /// A file with more different completions than this is not a classification.
    package var mostClasses: Int
  }

  /// What counts as a separator, or as a stop sequence.
  package struct Endings: Sendable, Equatable, Codable {
    /// What assay may propose, in the order of preference.
    package var proposals: [String]
    /// What it proposes when texts hold every other proposal.
    package var last: String
    /// More endings in common use.
    package var known: [String]
    /// Ends of sentences, which count where all texts end in one and hold it nowhere else.
    package var sentenceMarks: [String]
    /// An ending shared by at least this part of the rows is meant for all of them.
    package var shared: Double
    /// A longer ending must be shared by this part to win over a single symbol shared by all.
    package var nearlyAll: Double
    /// Files of fewer rows share too much by accident to tell an ending that is in no list.
    package var fewestRows: Int

    /// All endings in common use, the longest first.
    var all: [[UInt8]] {
      (proposals + [last] + known).map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }
  }

  /// When rows are near duplicates, and how far they are looked for.
  package struct Likeness: Sendable, Equatable {
    /// The part of their shingles that near duplicates have in common.
    package var near: Double
    /// So many rows are compared.
    package var mostRows: Int
    /// Passes over the file in which pairs are confirmed.
    package var mostPasses: Int
  }

  /// Rows held back for validation, where the user does not say how many.
  package struct Split: Sendable, Equatable {
    package var fraction: Double
    package var mostRows: Int
  }

  package func endings(of field: Field) -> Endings { field == .prompt ? separator : stop }
}
