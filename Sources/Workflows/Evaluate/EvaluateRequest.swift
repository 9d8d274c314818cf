// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore
package import Evaluation
package import Reports

/// What is to be measured, and how.
package struct EvaluateRequest: Sendable {
  package enum Subject: Sendable, Equatable {
    /// A model, on the rows of a file.
    case model(String, file: String)
    /// Predictions of a file.
    case predictions(String)
  }

  /// What to show beside a model.
  package enum Baseline: Sendable, Equatable {
    /// The model that it was tuned from, where that is known.
    case base
    case model(String)
    case none
  }

  /// The rows from which a linear model learns that is shown beside a classifier.
  package enum LinearRows: Sendable, Equatable {
    /// Those that the classifier was trained on, where they still stand in their file.
    case ofTraining
    case file(String)
    case none
  }

  package var subject: Subject
  package var reading = RowReading()
  package var options: EvaluationOptions
  package var computing = ComputeRequest()
  package var baseline = Baseline.base
  package var linearRows = LinearRows.ofTraining
  /// Whether the file is one text to foretell, whatever its format.
  package var isCorpus = false
  /// Whether the model writes texts of its own, too.
  package var generates = false
  /// Parts of the data are measured apart by the values of this column.
  package var sliceColumn: String?
  /// A file on which a temperature is fitted.
  package var calibrationFile: String?
  /// Where the model's predictions go.
  package var predictionsFile: String?
  /// Figures that are to be reached.
  package var requirements: [Requirement] = []

  package init(_ subject: Subject, options: EvaluationOptions) {
    self.subject = subject
    self.options = options
  }

  /// - Throws: `AssayError` when a figure is required that there will not be.
  func checkRequirements(among keys: [String]) throws(AssayError) {
    for requirement in requirements { try requirement.check(among: keys) }
  }

  /// All figures that there may be, as far as is known without a model.
  var possibleFigures: [String] {
    let ofClassifiers = ExpectedFigures.ofClassifiers(options)
    switch subject {
    case .predictions: return ofClassifiers
    case .model where isCorpus: return ExpectedFigures.ofCorpora
    case .model:
      let ofTexts = generates ? ExpectedFigures.ofTexts : []
      let others = ExpectedFigures.ofCompletions + ofTexts + ExpectedFigures.ofCorpora
      return ofClassifiers + others.uniqued()
    }
  }

  /// All models that are read, as far as they are named.
  package var models: [String?] {
    let measured: String? = if case .model(let name, _) = subject { name } else { nil }
    let other: String? = if case .model(let name) = baseline { name } else { nil }
    return [measured, other]
  }

  /// All files that are read.
  package var inputs: [String?] {
    let learned: [String?] = if case .file(let path) = linearRows { [path] } else { [] }
    switch subject {
    case .model(_, let file): return [file, calibrationFile] + learned
    case .predictions(let file): return [file, calibrationFile] + learned
    }
  }
}

/// What was measured.
package struct EvaluateResult: Sendable {
  package let report: Report
  /// The figures that were required and not reached, in words.
  package let misses: [String]
}
