// SPDX-License-Identifier: Apache-2.0

/// One line on standard error that is written over and over while a long job runs, with an estimate
/// of the time left. It shows only on a terminal and only once a job has taken a second.
final class ProgressLine {
  private let label: String
  private let visible: Bool
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?

  init(_ label: String, options: OutputOptions) {
    self.label = label
    visible = !options.quiet && Terminal.errorsAreTerminal
  }

  /// Shows that `done` of `total` parts are done; at most ten times a second.
  func update(done: Int, of total: Int, detail: String = "") {
    let now = ContinuousClock.now
    let elapsed = start.duration(to: now)
    guard visible, elapsed > .seconds(1), total > 0 else { return }
    if let lastShown, lastShown.duration(to: now) < .milliseconds(100) { return }
    lastShown = now
    let left = done > 0 ? elapsed * (Double(total - done) / Double(done)) : nil
    let estimate = left.map { ", \(Self.text($0)) left" } ?? ""
    let share = 100 * done / total
    Terminal.printPartialError(
      "\r\u{1B}[K\(label) \(share) % (\(done)/\(total))\(estimate) \(detail)")
  }

  /// Shows where a job is whose end is not known.
  func update(_ detail: String) {
    let now = ContinuousClock.now
    guard visible, start.duration(to: now) > .seconds(1) else { return }
    if let lastShown, lastShown.duration(to: now) < .milliseconds(100) { return }
    lastShown = now
    Terminal.printPartialError("\r\u{1B}[K\(label) \(detail)")
  }

  /// Removes the line.
  func finish() {
    if lastShown != nil { Terminal.printPartialError("\r\u{1B}[K") }
    lastShown = nil
  }

  /// `42 s`, `3 min 5 s` or `2 h 10 min`.
  static func text(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) min \(seconds % 60) s"
    default: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }
}
