// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Decisions
import Platform
import Reports

/// What a review shows, line by line.
package struct ReviewScreen {
  private let width: Int
  private let height: Int

  /// - Parameters:
  ///   - width: columns of the terminal.
  ///   - height: its lines.
  package init(width: Int, height: Int) {
    self.width = max(width, 20)
    self.height = max(height, 8)
  }

  /// The lines of the screen, never more than there is room for.
  package func lines(_ session: ReviewSession, file: String) -> [String] {
    let foot = footer(session)
    let head = [header(session, file: file), ""]
    let room = height - head.count - foot.count - 1
    var body = session.current.map { self.body($0, session) } ?? ["There is nothing to look at."]
    if body.count > room { body = Array(body.prefix(max(room - 1, 0))) + ["..."] }
    let space = Array(repeating: "", count: max(room - body.count, 0))
    return (head + body + space + foot).map { TerminalWidth.cut($0, to: width) }
  }

  private func header(_ session: ReviewSession, file: String) -> String {
    let place = session.items.isEmpty ? 0 : session.place + 1
    return "\(VisibleText.escaped(file))  \(Plural.grouped(place)) of"
      + " \(Plural.grouped(session.items.count)), \(Plural.grouped(session.decided)) decided"
  }

  private func body(_ item: ReviewItem, _ session: ReviewSession) -> [String] {
    if case .choosing(let text) = session.mode { return choices(session, text) }
    var lines = item.prompt.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      WrappedText.lines(VisibleText.escaped(String($0)), indent: "", width: width)
    }
    lines += [
      "", "label       \(Self.visible(item.label))" + probability(item.suggestion?.ownProbability),
    ]
    if let suggestion = item.suggestion {
      lines.append(
        "suggestion  \(Self.visible(suggestion.label))" + probability(suggestion.probability))
    }
    if !item.findings.isEmpty {
      lines.append("findings    \(item.findings.joined(separator: " "))")
    }
    lines.append("row         \(item.number + 1), line \(item.line)")
    if let action = session.decisions[item.row] { lines.append("decided     \(Self.text(action))") }
    return lines
  }

  /// A label in quotes, so that its spaces are seen.
  private static func visible(_ label: String) -> String { "'\(VisibleText.escaped(label))'" }

  private func probability(_ share: Double?) -> String {
    share.map { "  \(NumberText.percent($0))" } ?? ""
  }

  private static func text(_ action: RowDecision.Action) -> String {
    switch action {
    case .keep: "keep the label"
    case .change(let label): "change it to \(visible(label))"
    case .drop: "drop the row"
    case .undo: "open"
    }
  }

  private func choices(_ session: ReviewSession, _ text: String) -> [String] {
    session.choices(text).map { "\($0.number)  \(VisibleText.escaped($0.label))" }
  }

  private func footer(_ session: ReviewSession) -> [String] {
    let keys =
      switch session.mode {
      case .looking:
        [
          "Enter take the suggestion  k keep  c change  d drop  s skip  b back  u undo",
          "/ search  n next match  w what it is worth  q quit",
        ]
      case .choosing(let text):
        ["class: \(VisibleText.escaped(text))_", "a number or a part of the name, Enter; Esc back"]
      case .searching(let text):
        ["search: \(VisibleText.escaped(text))_", "Enter finds the next row with it; Esc back"]
      }
    let messages = WrappedText.lines(VisibleText.escaped(session.message), indent: "", width: width)
    return [""] + (session.message.isEmpty ? [] : messages) + keys
  }
}
