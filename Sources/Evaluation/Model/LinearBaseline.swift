// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LinearModel

/// A linear model that learned from the rows that a model was trained on: what that one has to beat.
package struct LinearBaseline {
  private let model: LinearClassifier
  private let classes: ClassList

  /// How reports name it.
  package static let name = "a linear model"

  /// - Parameters:
  ///   - training: rows of which those of the classes are learned.
  ///   - seed: of the folds by which the strength is chosen.
  /// - Returns: nil when fewer than two classes have rows.
  /// - Throws: `AssayError` when memory runs out.
  package init?(
    training: PromptRows, classes: [String], seed: UInt64 = 42
  ) throws(AssayError) {
    let classes = ClassList(classes)
    self.classes = classes
    var texts: [String] = []
    var labels: [Int] = []
    for (prompt, completion) in zip(training.prompts, training.completions) {
      guard let label = classes.index(of: completion) else { continue }
      texts.append(prompt)
      labels.append(label)
    }
    guard Set(labels).count > 1 else { return nil }
    model = try LinearClassifier(
      texts: texts, labels: labels, classCount: classes.count, seed: seed)
  }

  /// Its figures on other rows; nil where a row is of none of the classes.
  /// - Throws: `AssayError` when there are no rows.
  package func measure(
    _ rows: PromptRows, options: EvaluationOptions
  ) throws(AssayError) -> BaselineModel? {
    guard rows.completions.allSatisfy({ classes.index(of: $0) != nil }) else { return nil }
    var options = options
    options.bootstrap = 0
    // A class may have another name in the report than in the rows.
    if let positive = options.positiveClass, classes.index(of: positive) == nil {
      options.positiveClass = nil
    }
    let evaluation = try LinearEvaluator(model: model, classes: classes.names).evaluate(rows)
      .classification(options)
    guard let evaluation else { return nil }
    return BaselineModel(name: Self.name, figures: evaluation.figures)
  }
}
