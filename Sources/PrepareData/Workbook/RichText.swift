// SPDX-License-Identifier: Apache-2.0

import Tables

/// Puts together the text of a string item: the plain text, then that of its runs; what is only a
/// reading aid is left out.
struct RichText {
  private var plain: [UInt8] = []
  private var runs: [[UInt8]] = []
  private var depth = 0
  private var isInRun = false
  /// Whether text goes to the plain text or to the last run.
  private var target: Target?

  private enum Target { case plain, run }

  var bytes: [UInt8] { plain + runs.joined() }

  /// Takes an element inside the item.
  mutating func start(_ element: XMLElement) {
    depth += 1
    target = nil
    switch depth {
    case 1 where element.hasLocalName("t"):
      plain = []
      target = .plain
    case 1 where element.hasLocalName("r"):
      runs.append([])
      isInRun = true
    case 2 where isInRun && element.hasLocalName("t"):
      runs[runs.count - 1] = []
      target = .run
    default:
      break
    }
  }

  mutating func end() {
    depth -= 1
    target = nil
    if depth == 0 { isInRun = false }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch target {
    case .plain: plain.append(contentsOf: bytes)
    case .run: runs[runs.count - 1].append(contentsOf: bytes)
    case nil: break
    }
  }
}
