// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset

/// Labeled rows for an assessment, as a model is to see them.
package struct AssessmentRows: Sendable {
  package let file: String
  /// [rows] With the separator that ends them.
  package let prompts: [String]
  /// [rows] The class of each row.
  package let labels: [Int]
  /// [rows] The row's number in the file.
  package let numbers: [Int]
  /// [rows] The line of the file where the row begins, from 1; nil where rows have none.
  package let lines: [Int]?
  /// The labels of the file, sorted.
  package let classes: ClassList
  /// [classes] What the model is to write for each class.
  package private(set) var completions: [String]
  /// Whether the completions are numbers that stand for the labels.
  package private(set) var areNumbered = false

  package var count: Int { labels.count }

  /// - Throws: `AssayError` when the completions are no classes, or there is only one class.
  package init(
    file: String, prompts: [String], completions: [String], numbers: [Int], lines: [Int]? = nil
  ) throws(AssayError) {
    self.file = file
    self.prompts = prompts
    self.numbers = numbers
    self.lines = lines
    // The space that precedes every label is for the model alone.
    let space = completions.allSatisfy { $0.first == " " && $0.count > 1 } ? " " : ""
    let names = completions.map { String($0.dropFirst(space.count)) }
    let classes = ClassList(names)
    self.classes = classes
    self.completions = classes.names.map { space + $0 }
    labels = names.compactMap(classes.index)
    let (task, evidence) = DatasetSurvey(prompts: prompts, completions: completions).task()
    guard task == .classification else {
      throw AssayError(
        "the completions are not classes: \(evidence)",
        at: Location(file: file),
        remedy: "An assessment needs a label column; name it with --completion-column")
    }
    guard classes.count > 1 else {
      throw AssayError(
        "every row has the same label", at: Location(file: file),
        remedy: "Give a file with two classes or more")
    }
  }

  /// Lets numbers stand for the labels where one of them is not a single token: then one token
  /// decides the class.
  /// - Parameter encode: text to tokens.
  package mutating func numberLongLabels(encode: (String) -> [Int32]) {
    guard completions.contains(where: { encode($0).count != 1 }) else { return }
    completions = classes.names.indices.map { " \($0)" }
    areNumbered = true
  }

  /// [classes] How many rows each class has.
  package var support: [Int] {
    labels.reduce(into: [Int](repeating: 0, count: classes.count)) { $0[$1] += 1 }
  }
}
