// SPDX-License-Identifier: Apache-2.0

/// Tokens side by side, each on a color that tells how surprised the model was.
enum HTMLTokens {
  static func render(_ tokens: [ReportToken]) -> String {
    tokens.map { token in
      let number = NumberText.fixed(token.logProbability)
      return
        "<span class=\"lp\(token.surprise)\" title=\"\(number)\">\(Markup.escape(token.text))</span>"
    }.joined()
  }
}
