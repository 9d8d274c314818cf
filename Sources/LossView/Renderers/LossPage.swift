// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import Reports

/// Rows as a page that loads nothing. Fates are told by color and by form: bold, plain, struck out.
package struct LossPage {
  private let file: String
  private let summary: LossSummary
  private let rows: [RowView]

  package init(file: String, _ summary: LossSummary, rows: [RowView]) {
    self.file = file
    self.summary = summary
    self.rows = rows
  }

  /// - Parameter origin: how the page was made.
  package func text(origin: ReportOrigin?) -> String {
    let facts = summary.lines(of: file).map { "<li>\(Markup.escape($0))</li>" }
    let body = """
      <a class="skip" href="#content">Skip to the content</a>
      <header>
      <h1>What is learned</h1>
      <p class="summary">\(Markup.escape(file))</p>
      </header>
      <nav aria-label="Rows">\(rows.map(link).joined())</nav>
      <main id="content">
      <style>
      .tokens { white-space: pre-wrap; overflow-wrap: anywhere; font-family: monospace; }
      .tokens b { color: #0a6b2e; background: #0a6b2e22; }
      .tokens s { color: #b3261e; }
      @media (prefers-color-scheme: dark) { .tokens b { color: #7ee2a0; } .tokens s { color: #ffb4ab; } }
      </style>
      <p class="verdict">\(Markup.escape(summary.sentence)).</p>
      <p class="tokens"><b>trained</b> masked <s>cut</s></p>
      \(facts.isEmpty ? "" : "<ul>\(facts.joined(separator: "\n"))</ul>")
      \(rows.map(section).joined(separator: "\n"))
      \(summary.rows > rows.count ? "<p class=\"note\">\(hidden)</p>" : "")
      </main>
      \(HTMLPage.footer(origin))
      """
    return HTMLPage(title: "What is learned of \(file)", body: body).text
  }

  private var hidden: String {
    "\(Plural.grouped(rows.count)) of \(Plural.counted(summary.rows, "row")) are shown; --rows shows more."
  }

  private func link(_ row: RowView) -> String {
    "<a href=\"#row-\(row.number)\">Row \(row.number)</a>"
  }

  private func section(_ row: RowView) -> String {
    let facts = row.facts.map { "<li>\(Markup.escape($0.message))</li>" }
    return """
      <section>
      <h2 id="row-\(row.number)">Row \(row.number)</h2>
      <p class="explanation">\(row.count(.trained)) trained, \(row.count(.masked)) masked, \(row.count(.cut)) cut</p>
      \(facts.isEmpty ? "" : "<ul>\(facts.joined())</ul>")
      <p class="tokens">\(characters(row.tokens).map(token).joined())</p>
      </section>
      """
  }

  /// The tokens, with those together that share a character.
  private func characters(_ tokens: [SeenToken]) -> [SeenToken] {
    var shown: [SeenToken] = []
    for token in tokens {
      if let last = shown.last, last.fate == token.fate,
        String(validating: last.utf8, as: UTF8.self) == nil
      {
        shown[shown.count - 1] = SeenToken(
          id: last.id, utf8: last.utf8 + token.utf8, fate: last.fate, weight: last.weight,
          bytes: last.bytes.lowerBound..<token.bytes.upperBound)
      } else {
        shown.append(token)
      }
    }
    return shown
  }

  /// A token, with a line break kept as one.
  private func token(_ token: SeenToken) -> String {
    let text = token.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Markup.escape(String($0)) }.joined(separator: "\n")
    let title =
      "title=\"\(token.id)\(token.weight > 0 && token.weight < 1 ? ", weight \(token.weight)" : "")\""
    return switch token.fate {
    case .trained: "<b \(title)>\(text)</b>"
    case .masked: "<span \(title)>\(text)</span>"
    case .cut: "<s \(title)>\(text)</s>"
    }
  }
}
