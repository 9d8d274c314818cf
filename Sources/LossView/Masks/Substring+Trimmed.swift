// SPDX-License-Identifier: Apache-2.0

extension Substring {
  /// The text without white space around it.
  var trimmed: Substring {
    var rest = self
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return rest
  }
}
