// SPDX-License-Identifier: Apache-2.0

/// What the checks of separators and endings share.
struct CommonEnd {
  /// From this many characters on an end is called long.
  private static let longFrom = 11

  let field: PairFrame.Field
  let text: [UInt8]
  let suggestion: [UInt8]

  /// The facts about an end that all rows have.
  func notes(_ column: TextColumn) -> [String] {
    var note = "all \(field.rawValue)s end with \(Quoted.text(text))"
    if text.withUnsafeBufferPointer(\.scalarCount) >= Self.longFrom {
      note += ", which is long; \(Quoted.text(suggestion)) would do"
    }
    guard occursEarlier(column) else { return [note] }
    return [note, "some \(field.rawValue)s hold \(Quoted.text(text)) more than once"]
  }

  private func occursEarlier(_ column: TextColumn) -> Bool {
    var found = false
    column.forEachRow { _, row in
      if !found { found = UnsafeBufferPointer(rebasing: row.dropLast(text.count)).contains(text) }
    }
    return found
  }
}
