// SPDX-License-Identifier: Apache-2.0

import JSON

/// A part of a text as a client says it; the end is not in it.
package struct TextSpan: Sendable, Equatable {
  package var start: TextPosition
  package var end: TextPosition

  package init(_ start: TextPosition, _ end: TextPosition) {
    self.start = start
    self.end = end
  }

  init?(_ json: JSONValue?) {
    guard let start = TextPosition(json?["start"]), let end = TextPosition(json?["end"]) else {
      return nil
    }
    self.init(start, end)
  }

  var json: JSONValue { ["start": start.json, "end": end.json] }

  /// Whether they share a place; two that touch do.
  func touches(_ other: TextSpan) -> Bool { start <= other.end && other.start <= end }
}
