// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What the checks of separators and endings share.
struct CommonEnd {
  /// From this many characters on an end is called long.
  private static let longFrom = 11

  let field: PairFrame.Field
  let text: [UInt8]
  let suggestion: [UInt8]

  /// The facts about an end that all rows have.
  func notes(_ column: PandasColumn) -> [String] {
    var note = "all \(field.rawValue)s end with \(Quoted.text(text))"
    if text.withUnsafeBufferPointer(\.scalarCount) >= Self.longFrom {
      note += ", which is long; \(Quoted.text(suggestion)) would do"
    }
    guard occursEarlier(column) else { return [note] }
    return [note, "some \(field.rawValue)s hold \(Quoted.text(text)) more than once"]
  }

  private func occursEarlier(_ column: PandasColumn) -> Bool {
    var found = false
    column.forEachRow { _, row in
      if !found { found = UnsafeBufferPointer(rebasing: row.dropLast(text.count)).contains(text) }
    }
    return found
  }
}

extension CommonEnd {
  /// What all rows of a column end with; empty when that is nothing.
  /// - Parameter refusal: what is said when the rows are nothing but that, the same text in each.
  /// - Throws: `AssayError` then, or when the end cannot be printed.
  static func text(
    of field: PairFrame.Field, in frame: PairFrame, file: String,
    refusal: (code: RuleCode, remedy: String)
  ) throws(AssayError) -> [UInt8] {
    let common = frame[field].commonAffix(.suffix)
    if frame[field].allEqual(common) {
      throw AssayError(
        "all \(field.rawValue)s are the same: \(Quoted.text(common))", at: Location(file: file),
        remedy: refusal.remedy, code: refusal.code)
    }
    try Quoted.require(printable: common, file: file)
    return common
  }
}

/// What makes an end that all rows share a bad one.
extension CommonEnd {
  /// Whether it is there by accident: it cuts a word, or is a word.
  func isAccidental(in column: PandasColumn) -> Bool {
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    let hasMark = scalars.contains { $0 == "\n" || !($0.isWord || $0 == " ") }
    guard hasMark, let first = scalars.first else { return true }
    return first.isWord && followsWord(in: column)
  }

  private func followsWord(in column: PandasColumn) -> Bool {
    var follows = false
    column.forEachRow { _, row in
      guard !follows else { return }
      let before = row.dropLast(text.count).suffix(4)
      follows = String(decoding: before, as: UTF8.self).unicodeScalars.last?.isWord == true
    }
    return follows
  }

  /// Whether it starts in the midst of what readers see as one character: with an accent, a joiner
  /// or a skin tone that belongs to what stands before it.
  var cutsCharacter: Bool {
    guard let first = String(decoding: text, as: UTF8.self).unicodeScalars.first else {
      return false
    }
    return first.properties.isGraphemeExtend || first.properties.isEmojiModifier
      || first.value == 0x200D
  }
}

extension Unicode.Scalar {
  /// Whether the scalar can stand in a word.
  var isWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}
