// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing
import Training

@Suite struct ResultsTableTests {
  static let binary = [
    "classification/accuracy", "classification/precision", "classification/recall",
    "classification/auroc", "classification/auprc", "classification/f1.0",
  ]

  static func table() -> ResultsTable {
    var table = ResultsTable(classificationColumns: binary)
    table.append(
      ResultsRow(
        step: 1, elapsedTokens: 20, elapsedExamples: 2, trainingLoss: 1.5,
        trainingSequenceAccuracy: 0.5, trainingTokenAccuracy: 0.75))
    table.append(
      ResultsRow(
        step: 2, elapsedTokens: 45, elapsedExamples: 4, trainingLoss: 0.1 + 0.2,
        trainingSequenceAccuracy: 1, trainingTokenAccuracy: nil))
    table.evaluateLastRow(
      EvaluationFigures(
        loss: 1e-7, sequenceAccuracy: 0.25, tokenAccuracy: .nan,
        classification: [0.5, nil, 0, 1, 1, 0.5]))
    return table
  }

  @Test("Rows 46 to 48, 51 to 53: columns and blanks are the service's")
  func columnsAndBlanksAreTheServices() {
    let lines = Self.table().csv.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines == [
        """
        step,elapsed_tokens,elapsed_examples,training_loss,training_sequence_accuracy,\
        training_token_accuracy,validation_loss,validation_sequence_accuracy,\
        validation_token_accuracy,classification/accuracy,classification/precision,\
        classification/recall,classification/auroc,classification/auprc,classification/f1.0
        """,
        "1,20,2,1.5,0.5,0.75,,,,,,,,,",
        "2,45,4,0.30000000000000004,1.0,,1e-07,0.25,,0.5,,0.0,1.0,1.0,0.5", "",
      ])
  }

  @Test func readsBackToTheSameText() throws {
    let csv = Self.table().csv
    #expect(try ResultsTable(csv: csv, file: "results.csv").csv == csv)
  }

  @Test(arguments: ["", "a,b\n", "step\n", "\(ResultsTable.columns.joined(separator: ","))\n1,2\n"])
  func refusesWhatIsNoTable(_ text: String) {
    #expect(throws: AssayError.self) { try ResultsTable(csv: text, file: "results.csv") }
  }
}
