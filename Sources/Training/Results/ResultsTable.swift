// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// `results.csv`: one row a step, columns and order as OpenAI's first fine-tuning service wrote
/// them. Every cell is a number or blank; what was not evaluated or is undefined is blank.
package struct ResultsTable: Sendable, Equatable {
  /// Such as `classification/accuracy`; empty when no classification figures were asked for.
  package let classificationColumns: [String]
  package private(set) var rows: [ResultsRow] = []

  package init(classificationColumns: [String] = []) {
    self.classificationColumns = classificationColumns
  }

  package static let columns = [
    "step", "elapsed_tokens", "elapsed_examples", "training_loss", "training_sequence_accuracy",
    "training_token_accuracy", "validation_loss", "validation_sequence_accuracy",
    "validation_token_accuracy",
  ]

  package mutating func append(_ row: ResultsRow) {
    rows.append(row)
  }

  /// Adds the figures of an evaluation to the last row.
  package mutating func evaluateLastRow(_ figures: EvaluationFigures) {
    rows[rows.count - 1].validation = figures
  }

  /// The table as CSV, numbers in the shortest form that reads back to the same value.
  package var csv: String {
    var text = (Self.columns + classificationColumns).joined(separator: ",") + "\n"
    for row in rows {
      text += cells(row).joined(separator: ",")
      text += "\n"
    }
    return text
  }

  private func cells(_ row: ResultsRow) -> [String] {
    let validation = row.validation
    let classes = validation?.classification ?? []
    let numbers = [
      row.trainingLoss, row.trainingSequenceAccuracy, row.trainingTokenAccuracy, validation?.loss,
      validation?.sequenceAccuracy, validation?.tokenAccuracy,
    ]
    let figures = classificationColumns.indices.map { $0 < classes.count ? classes[$0] : nil }
    return ["\(row.step)", "\(row.elapsedTokens)", "\(row.elapsedExamples)"]
      + (numbers + figures).map(Self.cell)
  }

  private static func cell(_ value: Double?) -> String {
    value.flatMap { $0.isFinite ? "\($0)" : nil } ?? ""
  }
}

extension ResultsTable {
  /// Reads a table that `csv` wrote.
  /// - Throws: `AssayError` when the text is not such a table.
  package init(csv: String, file: String) throws(AssayError) {
    let lines = csv.split(separator: "\n", omittingEmptySubsequences: true)
    let header = lines.first.map { $0.split(separator: ",").map(String.init) } ?? []
    guard header.starts(with: Self.columns) else {
      throw AssayError("not a results table", at: Location(file: file, line: 1))
    }
    self.init(classificationColumns: Array(header.dropFirst(Self.columns.count)))
    for (index, line) in lines.enumerated().dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == header.count, let row = Self.row(cells) else {
        throw AssayError("not a row of results", at: Location(file: file, line: index + 1))
      }
      rows.append(row)
    }
  }

  private static func row(_ cells: [String]) -> ResultsRow? {
    guard let step = Int(cells[0]), let tokens = Int(cells[1]), let examples = Int(cells[2]) else {
      return nil
    }
    let numbers = cells.dropFirst(3).map { $0.isEmpty ? nil : Double($0) }
    let validation =
      numbers.dropFirst(3).contains { $0 != nil }
      ? EvaluationFigures(
        loss: numbers[3], sequenceAccuracy: numbers[4], tokenAccuracy: numbers[5],
        classification: Array(numbers.dropFirst(6)))
      : nil
    return ResultsRow(
      step: step, elapsedTokens: tokens, elapsedExamples: examples,
      trainingLoss: numbers[0] ?? .nan, trainingSequenceAccuracy: numbers[1],
      trainingTokenAccuracy: numbers[2], validation: validation)
  }
}

/// One row of `results.csv`: an optimizer step, with the figures of the evaluation that followed it
/// if one did.
package struct ResultsRow: Sendable, Equatable {
  /// Counted from 1.
  package var step: Int
  /// Tokens of prompts and completions seen so far, repeats included; nothing is padded.
  package var elapsedTokens: Int
  /// Examples seen so far, repeats included.
  package var elapsedExamples: Int
  package var trainingLoss: Double
  package var trainingSequenceAccuracy: Double?
  package var trainingTokenAccuracy: Double?
  package var validation: EvaluationFigures?

  package init(
    step: Int, elapsedTokens: Int, elapsedExamples: Int, trainingLoss: Double,
    trainingSequenceAccuracy: Double?, trainingTokenAccuracy: Double?,
    validation: EvaluationFigures? = nil
  ) {
    self.step = step
    self.elapsedTokens = elapsedTokens
    self.elapsedExamples = elapsedExamples
    self.trainingLoss = trainingLoss
    self.trainingSequenceAccuracy = trainingSequenceAccuracy
    self.trainingTokenAccuracy = trainingTokenAccuracy
    self.validation = validation
  }
}
