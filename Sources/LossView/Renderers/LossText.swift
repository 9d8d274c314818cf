// SPDX-License-Identifier: Apache-2.0

import Platform
import Reports

/// Shows rows in a terminal: what is trained in green, what is cut in red and struck out. Without color
/// what is trained stands in double brackets, what is cut in braces.
package struct LossText {
  private let colored: Bool
  private let width: Int

  /// - Parameter width: How many columns the lines about a row may take; the row's own text stays whole.
  package init(colored: Bool, width: Int = 100) {
    self.colored = colored
    self.width = width
  }

  package var legend: String {
    "\(painted("trained", .trained)) \(painted("masked", .masked)) \(painted("cut", .cut))\n"
  }

  package func text(of row: RowView) -> String {
    let head =
      "row \(row.number), line \(row.line): \(row.count(.trained)) trained, \(row.count(.masked)) masked, "
      + "\(row.count(.cut)) cut\n"
    return head
      + runs(row.tokens).map { painted(String(decoding: $0.utf8, as: UTF8.self), $0.fate) }.joined()
      + "\n"
      + row.facts.flatMap(lines(of:)).map { $0 + "\n" }.joined()
  }

  private func lines(of fact: LossFact) -> [String] {
    var lines = WrappedText.lines(
      "\(fact.isError ? "error" : "warning") \(fact.name): \(fact.message)", indent: "    ",
      width: width)
    lines[0].removeFirst(2)
    return lines
  }

  /// Neighbors of one fate as one text; a character may have its bytes in several tokens.
  private func runs(_ tokens: [SeenToken]) -> [(utf8: [UInt8], fate: TokenFate)] {
    var runs: [(utf8: [UInt8], fate: TokenFate)] = []
    for token in tokens {
      if runs.last?.fate == token.fate {
        runs[runs.count - 1].utf8 += token.utf8
      } else {
        runs.append((token.utf8, token.fate))
      }
    }
    return runs
  }

  private func painted(_ text: String, _ fate: TokenFate) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.map { VisibleText.escaped(String($0)) }.joined(separator: "\n")
    switch fate {
    case .masked: return colored ? "\u{1B}[2m\(shown)\u{1B}[0m" : shown
    case .trained: return colored ? "\u{1B}[1;32m\(shown)\u{1B}[0m" : "[[\(shown)]]"
    case .cut: return colored ? "\u{1B}[9;31m\(shown)\u{1B}[0m" : "{{\(shown)}}"
    }
  }
}
