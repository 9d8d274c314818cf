// SPDX-License-Identifier: Apache-2.0

import Reports
import Synchronization

/// One line on standard error that is written over and over while a long job runs, with an estimate
/// of the time left. It shows only on a terminal and only once a job has taken a second.
package final class ProgressLine: Sendable {
  private let label: String
  private let visible: Bool
  private let start = ContinuousClock.now
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  package init(_ label: String, isQuiet: Bool) {
    self.label = label
    visible = !isQuiet && Terminal.errorsAreTerminal
  }

  /// Shows that `done` of `total` parts are done; at most ten times a second.
  package func update(done: Int, of total: Int, detail: String = "") {
    let now = ContinuousClock.now
    let elapsed = start.duration(to: now)
    guard total > 0, isDue(now) else { return }
    let left = done > 0 ? elapsed * (Double(total - done) / Double(done)) : nil
    Terminal.printPartialError(
      "\r\u{1B}[K" + Self.line(label, done: done, of: total, left: left, detail: detail))
  }

  /// One line that fits a terminal of 80: what is done, a bar, the time left, the rest as far as it fits.
  package static func line(
    _ label: String, done: Int, of total: Int, left: Duration?, detail: String
  ) -> String {
    let share = Double(done) / Double(total)
    let bar = TextBar.drawn(share, width: barWidth)
    let space = String(repeating: "░", count: barWidth - TerminalWidth.of(bar))
    let parts = [
      TerminalWidth.cut(label, to: mostLabel), "\(bar)\(space) \(Int(share * 100)) %",
      left.map { "\(text($0)) left" } ?? "", detail,
    ]
    return TerminalWidth.cut(parts.filter { !$0.isEmpty }.joined(separator: "  "), to: 79)
  }

  private static let barWidth = 16
  private static let mostLabel = 24

  /// Shows where a job is whose end is not known.
  package func update(_ detail: String) {
    guard isDue(ContinuousClock.now) else { return }
    let line = TerminalWidth.cut("\(label)  \(detail)", to: 79)
    Terminal.printPartialError("\r\u{1B}[K" + line)
  }

  /// Removes the line.
  package func finish() {
    let isShown = lastShown.withLock { last in
      defer { last = nil }
      return last != nil
    }
    if isShown { Terminal.printPartialError("\r\u{1B}[K") }
  }

  /// Whether the line is to be written now; then it counts as written.
  private func isDue(_ now: ContinuousClock.Instant) -> Bool {
    guard visible, start.duration(to: now) > .seconds(1) else { return false }
    return lastShown.withLock { last in
      if let last, last.duration(to: now) < .milliseconds(100) { return false }
      last = now
      return true
    }
  }

  /// `42 s`, `3 min 5 s` or `2 h 10 min`.
  package static func text(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) min \(seconds % 60) s"
    default: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }
}
