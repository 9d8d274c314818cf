// SPDX-License-Identifier: Apache-2.0

import JSON

/// Bytes of a text and what comes in their place.
struct TextEdit: Equatable {
  let range: Range<Int>
  let text: String

  func json(_ span: TextSpan) -> JSONValue {
    ["range": span.json, "newText": .string(text)]
  }
}
