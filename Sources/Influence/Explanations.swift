// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
package import Reports

/// Answers of a model with the training rows behind them.
package struct Explanations: Sendable {
  package let model: String
  package let file: String
  package let trainingFile: String
  /// Rows of the file, and those of them that are answered wrongly.
  package let rows: Int
  package let wrong: Int
  package let answers: [Explanation]

  // MARK: For people

  package func report() -> Report {
    var report = Report(
      title: "Explanation",
      summary:
        "\(model) on \(file): \(Plural.grouped(wrong)) of \(Plural.counted(rows, "row")) wrong",
      verdict: verdict, sections: answers.map(section), data: json)
    report.inputs = [file, trainingFile]
    return report
  }

  private var verdict: String {
    guard !answers.isEmpty else { return "No answer is wrong." }
    let tests = answers.compactMap(\.test)
    guard !tests.isEmpty else { return "" }
    let count = Double(tests.count)
    let fall = tests.reduce(0) { $0 + $1.fall } / count
    let random = tests.reduce(0) { $0 + $1.randomFall } / count
    return
      "Trained without the rows that are named, the log-odds of \(tests.count == 1 ? "the answer" : "these \(tests.count) answers")"
      + " fall by \(NumberText.fixed(fall, digits: 2)); without as many others of the same labels by"
      + " \(NumberText.fixed(random, digits: 2)). \(tests.count { $0.isTurned }) turned."
  }

  private func section(_ answer: Explanation) -> ReportSection {
    let table = ReportTable(
      title: "Training rows behind row \(answer.row + 1)",
      columns: [
        .count("Row"), .text("Prompt"), .text("Label"), .number("Push"),
      ],
      rows: answer.pushes.map {
        [
          .number(Double($0.row + 1)), .text($0.prompt), .text(Self.name($0.label)),
          .number($0.strength),
        ]
      })
    let test = answer.test.map { test in
      [
        ReportBlock.note(
          "Trained without these \(test.deletedRows): the log-odds fall by"
            + " \(NumberText.fixed(test.fall, digits: 2)), without others of the same labels by"
            + " \(NumberText.fixed(test.randomFall, digits: 2)) (mean of \(test.draws) draws);"
            + " the answer \(test.isTurned ? "is another one" : "stays").")
      ]
    }
    let label = Self.name(answer.label)
    let said = Self.name(answer.answer)
    let title =
      answer.label == answer.answer
      ? "Row \(answer.row + 1): \(said)" : "Row \(answer.row + 1): \(said) instead of \(label)"
    let words =
      "\"\(answer.prompt)\" has the label '\(label)'; the model says"
      + " '\(said)' (\(NumberText.percent(answer.answerProbability))) against"
      + " '\(Self.name(answer.other))' (\(NumberText.percent(answer.otherProbability))): log-odds of"
      + " \(NumberText.fixed(answer.logOdds, digits: 2)), the sum of what all training rows push."
    return ReportSection(
      title: title,
      blocks: [.note(words)]
        + (answer.pushes.isEmpty ? [.note("No row pushes it.")] : [.table(table)]) + (test ?? []))
  }

  /// A class without the space that parts it from the prompt.
  private static func name(_ label: String) -> String { String(label.drop { $0 == " " }) }

  // MARK: For programs

  private var json: JSONValue {
    [
      "model": .string(model), "file": .string(file), "training_file": .string(trainingFile),
      "n": .integer(rows), "wrong": .integer(wrong),
      "answers": .array(answers.map(Self.json)),
    ]
  }

  private static func json(_ answer: Explanation) -> JSONValue {
    [
      "row": .integer(answer.row), "line": JSONValue(answer.line),
      "prompt": .string(answer.prompt), "label": .string(answer.label),
      "answer": .string(answer.answer), "against": .string(answer.other),
      "answer_probability": .number(answer.answerProbability),
      "against_probability": .number(answer.otherProbability),
      "log_odds": .number(answer.logOdds), "sum_of_pushes": .number(answer.sum),
      "pushes": .array(
        answer.pushes.map {
          [
            "row": .integer($0.row), "line": JSONValue($0.line), "prompt": .string($0.prompt),
            "label": .string($0.label), "push": .number($0.strength),
          ]
        }),
      "deletion_test": answer.test.map {
        [
          "deleted_rows": .integer($0.deletedRows), "fall": .number($0.fall),
          "random_fall": .number($0.randomFall), "draws": .integer($0.draws),
          "turned": .bool($0.isTurned),
        ]
      } ?? .null,
    ]
  }
}
