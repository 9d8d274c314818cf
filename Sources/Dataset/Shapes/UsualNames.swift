// SPDX-License-Identifier: Apache-2.0

/// What data sets call the columns of their prompts and of their answers.
package enum UsualNames {
  package static let prompts = [
    "question", "instruction", "input", "text", "context", "query", "source", "sentence",
  ]
  package static let answers = [
    "answer", "response", "output", "label", "target", "category", "class", "summary", "reply",
  ]
  /// Those of exports of mails and reviews. They come behind the others, and say nothing about the shape
  /// of a data set.
  package static let mailTexts = [
    "message", "mail", "email", "body", "review", "comment", "description",
  ]
  package static let mailLabels = ["topic", "intent", "sentiment"]

  /// The first column that has one of some names, whatever its case.
  package static func column(named names: [String], in columns: [String]) -> String? {
    names.lazy.compactMap { name in columns.first { $0.lowercased() == name } }.first
  }
}
