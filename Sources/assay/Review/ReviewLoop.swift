// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Console
import Decisions
import Evaluation
import Platform
import Review

/// Draws a review, waits for keys, and keeps each decision before the next row is shown.
struct ReviewLoop {
  private let queue: ReviewQueue
  private let path: String
  private let seed: UInt64

  init(_ queue: ReviewQueue, path: String, seed: UInt64) {
    self.queue = queue
    self.path = path
    self.seed = seed
  }

  /// - Throws: `AssayError` when a decision cannot be kept.
  func run(_ session: inout ReviewSession) throws(AssayError) {
    guard let terminal = RawTerminal() else {
      throw AssayError("the terminal gives no keys", remedy: "Print the rows with --list")
    }
    // The screen of before comes back at the end.
    Terminal.printResult("\u{1B}[?1049h")
    defer { Terminal.printResult("\u{1B}[?1049l") }
    var log: DecisionLog?
    draw(session)
    while let bytes = terminal.read() {
      for key in ReviewKey.keys(bytes) {
        switch session.press(key) {
        case .none: break
        case .keep(let decision):
          if log == nil { log = try DecisionLog(path: path) }
          try log?.append(decision)
        case .measure: measure(&session)
        case .quit: return
        }
      }
      if !bytes.isEmpty { draw(session) }
    }
  }

  private func measure(_ session: inout ReviewSession) {
    session.message = "measuring ..."
    draw(session)
    do throws(AssayError) {
      let effect = try queue.effect(of: session.decisions, seed: seed)
      session.message = effect.sentence("what is decided so far")
    } catch {
      session.message = "\(error)"
    }
  }

  private func draw(_ session: ReviewSession) {
    let screen = ReviewScreen(
      width: StandardStream.output.columns ?? 80, height: StandardStream.output.lines ?? 24)
    let lines = screen.lines(session, file: queue.file)
    Terminal.printResult("\u{1B}[H\u{1B}[2J" + lines.joined(separator: "\r\n"))
  }
}
