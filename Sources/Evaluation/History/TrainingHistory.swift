// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
import Tables

/// How a training run went, from the `results.csv` beside a model: one row a step, blank where
/// nothing was evaluated.
package struct TrainingHistory: Sendable, Equatable {
  /// The name of the file in a model's folder.
  package static let fileName = "results.csv"

  /// A figure at some steps.
  package struct Point: Sendable, Equatable {
    package let step: Double
    package let value: Double
  }

  /// The figures by column, in the order of the file; columns without a number are left out.
  package private(set) var columns: [(name: String, points: [Point])] = []

  /// The history of a model's folder; nil when there is none.
  /// - Throws: `AssayError` when there is one that is not a table with a column `step`.
  package init?(folder: String) throws(AssayError) {
    let path = "\(folder)/\(Self.fileName)"
    guard Files.exists(path) else { return nil }
    var reader = try TableSource(path: path).open()
    var found: [[Point]] = []
    var names: [String] = []
    while let batch = try reader.next() {
      guard let step = batch.columns.firstIndex(of: "step") else {
        throw AssayError(
          "a training history has a column 'step'", at: Location(file: path),
          remedy: "Remove the file or train the model again")
      }
      names = batch.columns
      while found.count < names.count { found.append([]) }
      for index in 0..<batch.count {
        let row = batch[index]
        guard let number = Double(row.text(step)) else { continue }
        for column in names.indices {
          guard let value = Double(row.text(column)), value.isFinite else { continue }
          found[column].append(Point(step: number, value: value))
        }
      }
    }
    columns = zip(names, found).filter { !$1.isEmpty }.map { ($0, $1) }
  }

  /// The points of a column; none when it is missing.
  package subscript(name: String) -> [Point] {
    columns.first { $0.name == name }?.points ?? []
  }

  package static func == (left: TrainingHistory, right: TrainingHistory) -> Bool {
    left.columns.elementsEqual(right.columns) { $0 == $1 }
  }
}
