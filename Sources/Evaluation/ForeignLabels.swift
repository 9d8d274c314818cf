// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import JSON

/// Completions of rows that are none of the classes that a model knows, or predictions that are none of
/// the labels.
package struct ForeignLabels: Sendable {
  /// What is looked at.
  package enum Subject: Sendable {
    /// Rows for a model that is there.
    case model
    /// Rows beside those that a model is trained on.
    case training
    /// What some model has said, beside the labels.
    case predictions
  }

  private let count: Int
  private let total: Int
  private let classes: ClassList
  private let firstLabel: String
  private let firstLine: Int?
  private let difference: LabelDifference?
  private let file: String
  private let subject: Subject

  /// Labels of a file, each with the number of its rows and the line of the first, where it is known.
  package typealias Counts = [(label: String, rows: Int, line: Int?)]

  /// - Parameters:
  ///   - stop: what may end a class.
  ///   - file: where the labels are.
  ///   - subject: what they are the labels of.
  /// - Returns: nil when every label is a class.
  package init?(
    _ labels: Counts, classes names: [String], stop: String? = nil, file: String,
    subject: Subject = .model
  ) {
    let classes = ClassList(names)
    let foreign = labels.filter { classes.index(of: $0.label) == nil }
    guard let first = foreign.first else { return nil }
    let search = LabelDifference.Search(names, stop: stop)
    count = foreign.reduce(0) { $0 + $1.rows }
    total = labels.reduce(0) { $0 + $1.rows }
    self.classes = classes
    firstLabel = first.label
    firstLine = first.line
    // Some may differ by space and others be of another kind; the cause of one is of use.
    difference = foreign.lazy.compactMap { search.difference(of: $0.label) }.first
    self.file = file
    self.subject = subject
  }

  /// A file of which most rows are none of the classes is about something else.
  package func check() throws(AssayError) {
    guard count * 2 > total else { return }
    throw AssayError(
      summary, at: Location(file: file, line: firstLine),
      remedy: difference?.cause
        ?? (subject == .training
          ? "Give rows of the task of the training file"
          : "Give rows of the task that the model was trained for, or choose another model"))
  }

  /// What to say where some rows are none of the classes.
  package var warning: String {
    "\(file): \(summary). \(difference?.cause ?? advice)"
  }

  private var advice: String {
    switch subject {
    case .model:
      "The model has not learned it: correct the label, or train with rows of that class"
    case .training: "Correct the label, or put rows of that class into the training file too"
    case .predictions:
      "Write predictions as the labels are; texts that a model wrote are measured by assay eval "
        + "--generate"
    }
  }

  private var known: String {
    switch subject {
    case .model: "classes that the model was trained on"
    case .training: "classes of the training file"
    case .predictions: classes.count == 1 ? "label" : "labels"
    }
  }

  private var summary: String {
    let place = firstLine.map { " on line \($0)" } ?? ""
    let texts = subject == .predictions ? "predictions" : "completions"
    return "\(count) of \(total) \(texts) \(count == 1 ? "is" : "are") none of the"
      + " \(classes.count) \(known) (\(classes.summary)), the first"
      + "\(place) is \(JSONValue.string(firstLabel).text())"
  }
}
