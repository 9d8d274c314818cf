// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization
import Workflows

/// Checks texts one after the other, each when its writer pauses.
final class CheckQueue: Sendable {
  enum Reason {
    case opened, changed, saved
  }

  private let options: CheckOptions
  private let queue = DispatchQueue(label: "assay.lsp.checks")
  /// The number of the latest wish for each text; earlier ones are given up.
  private let latest = Mutex<[String: Int]>([:])

  /// A pause between two letters is shorter.
  private static let pause = DispatchTimeInterval.milliseconds(200)
  /// Larger texts wait longer, as each check takes its time.
  private static let longPause = DispatchTimeInterval.milliseconds(1_000)
  private static let largeBytes = 4 << 20
  /// Larger texts are checked when they are opened and saved.
  static let mostBytes = 64 << 20

  init(_ options: CheckOptions) { self.options = options }

  /// - Parameters:
  ///   - text: the text as it is when its turn comes; nil when nobody has it open any more.
  ///   - done: gets what was found.
  func add(
    _ address: String, _ reason: Reason, of text: @escaping @Sendable () -> OpenText?,
    done: @escaping @Sendable (OpenText, [TextFinding]) -> Void
  ) {
    let size = text()?.text.bytes.count ?? 0
    if reason == .changed, size > Self.mostBytes { return }
    let number = latest.withLock { latest in
      latest[address, default: 0] += 1
      return latest[address]
    }
    let pause =
      reason == .changed ? size > Self.largeBytes ? Self.longPause : Self.pause : .seconds(0)
    queue.asyncAfter(deadline: .now() + pause) { [self] in
      guard latest.withLock({ $0[address] }) == number, let document = text() else { return }
      done(document, findings(document))
    }
  }

  private func findings(_ document: OpenText) -> [TextFinding] {
    switch document.kind {
    case .data(let format):
      DataCheck(options: options).findings(document.text, path: document.path, format: format)
    case .configuration: SettingsCheck.configuration(document.text, path: document.path)
    case .rule: SettingsCheck.rule(document.text, path: document.path)
    case .other: []
    }
  }
}
