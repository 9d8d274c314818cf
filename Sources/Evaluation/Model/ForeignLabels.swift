// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import JSON

/// Completions of rows that are none of the classes that a model knows.
package struct ForeignLabels: Sendable {
  private let count: Int
  private let total: Int
  private let classes: ClassList
  private let firstLabel: String
  private let firstLine: Int?
  private let difference: LabelDifference?
  private let file: String

  /// Labels of a file, each with the number of its rows and the line of the first, where it is known.
  package typealias Counts = [(label: String, rows: Int, line: Int?)]

  /// - Parameters:
  ///   - stop: what may end a class.
  ///   - file: where the labels are.
  /// - Returns: nil when every label is a class.
  package init?(
    _ labels: Counts, classes names: [String], stop: String? = nil, file: String
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
  }

  /// A file of which most rows are none of the classes is about something else.
  package func check() throws(AssayError) {
    guard count * 2 > total else { return }
    throw AssayError(
      summary, at: Location(file: file, line: firstLine),
      remedy: difference?.cause
        ?? "Give rows of the task that the model was trained for, or choose another model")
  }

  /// What to say where some rows are none of the classes.
  package var warning: String {
    "\(file): \(summary)" + (difference.map { ". \($0.cause)" } ?? "")
  }

  private var summary: String {
    let place = firstLine.map { " on line \($0)" } ?? ""
    return "\(count) of \(total) completions \(count == 1 ? "is" : "are") none of the"
      + " \(classes.count) classes that the model was trained on (\(classes.summary)), the first"
      + "\(place) is \(JSONValue.string(firstLabel).text())"
  }
}
