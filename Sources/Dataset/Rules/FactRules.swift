// SPDX-License-Identifier: Apache-2.0

/// The thresholds and the lists by which facts about a dataset are found.
package struct FactRules: Sendable, Equatable {
  package var task = Task()
  package var separator = Endings.separators
  package var stop = Endings.stops

  package init() {}

  /// When completions are classes.
  package struct Task: Sendable, Equatable {
    /// Completions are classes when there are more rows than this for each different one. Three is the
    /// rule of the legacy guide's tool, fewer different completions than a third of the rows.
    package var rowsPerClass = 3
    /// Where the user says that completions are classes, so many rows for each are enough, on average:
    /// one to learn from and one to measure on.
    package var rowsPerWantedClass = 2
    /// Labels are names: completions longer than this on average, in bytes, are answers.
    package var longestLabel = 48
    /// A file with more different completions than this is not a classification.
    package var mostClasses = 1 << 16
  }

  /// What counts as a separator, or as a stop sequence.
  package struct Endings: Sendable, Equatable {
    /// What assay may propose, in the order of preference.
    package var proposals: [String]
    /// What it proposes when texts hold every other proposal.
    package var last: String
    /// More endings in common use. All of these are known also in files too small to tell.
    package var known: [String]
    /// An ending shared by at least this part of the rows is meant for all of them.
    package var shared = 0.8
    /// A longer ending must be shared by this part to win over a single symbol shared by all.
    package var nearlyAll = 0.9
    /// Files of fewer rows share too much by accident to tell an ending that is in no list.
    package var fewestRows = 3

    /// The first is what the widely used preparation tool of the legacy guide proposes; one token.
    package static let separators = Endings(
      proposals: [" ->", "\n\n###\n\n", "\n\n===\n\n", "\n\n---\n\n", "\n\n===>\n\n"],
      last: "\n\n### =>\n\n", known: ["\n\n--->\n\n", " =>", " SEP", "\n\n"])
    /// ` END` is the guide's example; it is one token and, unlike a line break, rare in text.
    package static let stops = Endings(
      proposals: [" END", "\n", "***", "+++", "&&&", "$$$", "@@@", "%%%"], last: " [END]",
      known: ["###", " STOP"])

    /// All endings in common use, the longest first.
    var all: [[UInt8]] {
      (proposals + [last] + known).map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }
  }

  package func endings(of field: Field) -> Endings { field == .prompt ? separator : stop }
}
