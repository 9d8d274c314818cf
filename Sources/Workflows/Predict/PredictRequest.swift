// SPDX-License-Identifier: Apache-2.0

import Tables

/// Which texts a classifier is to label.
package struct PredictRequest: Sendable {
  package enum Subject: Sendable, Equatable {
    case texts([String])
    /// The rows of a file; `-` is standard input.
    case file(String)
  }

  package var model: String
  package var subject: Subject
  package var reading = RowReading()
  package var computing = ComputeRequest()
  /// Rows whose likeliest class is less probable get no label; nil labels all.
  package var threshold: Double?

  package init(_ subject: Subject, model: String) {
    self.subject = subject
    self.model = model
  }

  /// The file that is read; nil where texts were given.
  package var file: String? {
    if case .file(let path) = subject { path } else { nil }
  }
}

/// What came of labeling some texts.
package struct PredictSummary: Sendable, Equatable {
  package fileprivate(set) var rows = 0
  /// [classes] How many texts got each label.
  package fileprivate(set) var counts: [Int]
  package fileprivate(set) var unsure = 0
  package fileprivate(set) var blank = 0
  /// The line of the first blank row; nil where there is none, or it has no line.
  package fileprivate(set) var firstBlankLine: Int?
  /// Prompts that were too long, and the part that they lost.
  package var shortened = 0
  package let lostPart: String

  init(classCount: Int, lostPart: String) {
    counts = [Int](repeating: 0, count: classCount)
    self.lostPart = lostPart
  }

  mutating func add(_ row: LabeledRow) {
    rows += 1
    if let label = row.label { counts[label] += 1 }
    if row.isUnsure { unsure += 1 }
    guard row.prediction == nil else { return }
    blank += 1
    firstBlankLine = firstBlankLine ?? row.row?.line
  }
}
