// SPDX-License-Identifier: Apache-2.0

/// The text of a rule's message with holes: `{rows} lack the separator {ending}`.
package struct MessageTemplate: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case text(String)
    case hole(String)
  }

  package let source: String
  private let parts: [Part]

  /// Nil when a brace is not closed.
  package init?(_ source: String) {
    var parts: [Part] = []
    var rest = source[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let name = String(rest[rest.index(after: open)..<close])
      parts.append(.hole(name.replacing("_", with: "-")))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.source = source
    self.parts = parts
  }

  /// The names of the holes.
  package var holes: [String] {
    parts.compactMap { if case .hole(let name) = $0 { name } else { nil } }
  }

  /// The message; a hole without a value stays as it is.
  package func filled(_ values: [String: String]) -> String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .hole(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
  }
}
