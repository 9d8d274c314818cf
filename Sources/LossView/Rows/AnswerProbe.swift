// SPDX-License-Identifier: Apache-2.0

import ChatTemplates

/// Finds out what a template writes behind an answer.
enum AnswerProbe {
  private static let answer = "assay-answer"

  /// The text behind the answer of the simplest conversation, without white space around it; empty where
  /// there is none.
  /// - Throws: `TemplateFault` where the template refuses that conversation.
  static func end(of template: ChatTemplate) throws(TemplateFault) -> String {
    let text: String = try template.withQuestion(answer: answer) { request throws(TemplateFault) in
      try template.render(request).text
    }
    guard let place = text.firstRange(of: answer) else { return "" }
    return String(text[place.upperBound...].trimmed)
  }
}
