// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// What answers the calls of one method and form of path.
struct Route: Sendable {
  typealias Handler = @Sendable (Call) async throws -> Response

  let method: HTTPRequest.Method
  /// Literal segments, and `*` where any one segment stands.
  let pattern: [String]
  let handler: Handler

  init(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
    self.method = method
    pattern = path.split(separator: "/").map(String.init)
    self.handler = handler
  }

  /// The pattern as a path, for metrics: no identifiers, so that their number stays small.
  var name: String { "/" + pattern.joined(separator: "/") }

  /// What stands in the holes; nil when the path is another.
  func parameters(in segments: [String]) -> [String]? {
    guard segments.count == pattern.count else { return nil }
    var found: [String] = []
    for (segment, expected) in zip(segments, pattern) {
      if expected == "*" {
        found.append(segment)
      } else if segment != expected {
        return nil
      }
    }
    return found
  }
}
