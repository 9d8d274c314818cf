// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Decisions
package import Fixes
package import Records
package import RuleEngine

/// What a fix is to do with a file.
package struct FixRequest: Sendable {
  /// Where the rows go.
  package enum Destination: Sendable {
    /// Beside the input, under a name that is not taken.
    case besideInput
    case file(String)
    /// To `FixEvent.rows`, all of them in one piece.
    case stream
    /// Nowhere; `FixEvent.changes` shows what would change.
    case changes
    /// Nowhere; what would become of the rows is counted.
    case nowhere
    /// To files of names that depend on whether the rows are divided.
    case names(@Sendable (_ isSplit: Bool) -> OutputNames)
  }

  /// How rows are divided into training and validation.
  package struct Division: Sendable {
    /// The share of the rows of a classification for validation; nil is a fifth, at most 1000 rows.
    package var fraction: Double?
    /// The share of free texts for validation; nil keeps them together.
    package var textFraction: Double?
    package var seed: UInt64
    /// Whether it is settled that the rows are divided, and nobody is asked.
    package var isSettled = false

    package static let defaultSeed: UInt64 = 42
    /// The usual share of texts.
    package static let defaultTextFraction = 0.1

    package init(
      fraction: Double? = nil, textFraction: Double? = nil, seed: UInt64 = defaultSeed
    ) {
      self.fraction = fraction
      self.textFraction = textFraction
      self.seed = seed
    }
  }

  package var file: DataFile
  package var options = CheckOptions()
  package var policy = FixPolicy()
  /// Nil: the rows stay together.
  package var division: Division? = Division()
  package var destination = Destination.besideInput
  /// Where the list of changed and dropped rows goes.
  package var report: String?
  /// The file that the policy's map of labels was read from.
  package var labels: String?
  /// The file of decisions about rows, which are made before all fixes.
  package var decisions: String?
  /// Whether files that exist are replaced without a question.
  package var replacesFiles = false

  package init(_ file: DataFile) { self.file = file }

  /// All files that are read.
  var inputs: [String?] { file.paths + [labels, decisions] }
}

/// What comes while a file is fixed.
package enum FixEvent: Sendable {
  /// Rules that were asked for by name and whose fixes are not made, as they are unsafe.
  case withheld([String])
  /// Lines of the result, where it goes to no file.
  case rows([UInt8])
  /// What would change in some rows, as a diff.
  case changes(String)
}

/// What became of a file.
package struct FixResult: Sendable {
  package enum Action: Sendable, Equatable {
    /// Nothing was there to do.
    case none
    case shown
    case counted
    case written
  }

  package let action: Action
  package let outcome: Fixer.Outcome
  /// Empty where no rows were written or counted.
  package let report: FixReport
  package let names: OutputNames
  /// What became of the decisions about rows; nil where there were none.
  package internal(set) var decisions: DecisionUse?

  /// What was and stays wrong, worst first.
  package var left: [Finding] { outcome.after.findings }
  /// Whether it must be put right before anybody trains on the rows.
  package var hasErrors: Bool { left.contains { $0.severity == .error } }
}
