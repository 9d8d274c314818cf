// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Errors that several readers raise.
extension AssayError {
  /// Where the line that was named as the header is behind the last one.
  static func noHeader(file: String, line: Int, lastLine: Int) -> AssayError {
    AssayError(
      "there is no header on line \(line) or below it: the last line is \(lastLine)",
      at: Location(file: file), remedy: "Give the line of the header with --header-line",
      code: .noRows)
  }

  static func rowTooLong(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "the row is longer than \(limit >> 20) MiB", at: Location(file: file, line: line),
      remedy: "Look for a quote that is not closed or for line breaks that are missing",
      code: .rowTooLarge)
  }

  static func tooManyColumns(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "there are more than \(limit) columns", at: Location(file: file, line: line),
      remedy: "Check what separates the cells", code: .rowTooLarge)
  }

  /// Objects whose keys are no columns, as where each row has keys of its own.
  static func tooManyKeys(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "the rows have more than \(limit) different keys", at: Location(file: file, line: line),
      remedy: "Keep the keys that hold prompts and completions, and put the others into one object",
      code: .rowTooLarge)
  }

  /// Arrays of rows one behind the other, as where files of JSON were joined.
  static func secondArray(at location: Location) -> AssayError {
    AssayError(
      "a second array of rows starts here", at: location,
      remedy: "Join the arrays, as `jq -s add FILE > rows.json` does", code: .faultyLine)
  }

  /// Lines that are arrays, mostly conversations without the object around them.
  static func arrayOnEachLine(at location: Location) -> AssayError {
    AssayError(
      "each line is an array, where an object was expected", at: location,
      remedy: #"Write conversations as {"messages": [...]}, one a line, as "#
        + #"`sed 's/.*/{"messages": &}/' FILE` does, and other rows as "#
        + #"{"prompt": "...", "completion": "..."}"#,
      code: .faultyLine)
  }

  /// A list among the elements of an array: a conversation without the object around it, or a text with
  /// its label.
  static func listForRow(at location: Location) -> AssayError {
    AssayError(
      "the row is an array, where an object was expected", at: location,
      remedy:
        #"Write conversations as {"messages": [...]}, as `jq 'map({messages: .})' FILE` does, "#
        + #"and pairs as {"prompt": "...", "completion": "..."}, as "#
        + #"`jq 'map({prompt: .[0], completion: .[1]})' FILE` does"#,
      code: .faultyLine)
  }

  /// A header among the rows that does not fit the first.
  static func headerInOtherOrder(at location: Location) -> AssayError {
    AssayError(
      "the line repeats the header, but with its columns in another order", at: location,
      remedy: "Put the columns of the rows below into the order of the first header, or split the "
        + "file there",
      code: .headerAgain)
  }

  static func noRows(file: String, _ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: file), remedy: "Give a file with at least one row",
      code: .noRows)
  }

  /// `block` starts at `line` and at byte `blockOffset` of the text.
  static func invalidUTF8(
    at place: Int, in block: UnsafeBufferPointer<UInt8>, file: String, line: Int, blockOffset: Int
  ) -> AssayError {
    let fault = JSONFault(
      "the byte 0x\(hex(block[place])) at offset \(blockOffset + place) is not valid UTF-8",
      at: place, remedy: remedy(forByteAt: place, in: block))
    var error = fault.error(in: block, file: file, firstLine: line)
    error.code = .notUtf8
    return error
  }

  /// Makes sure that a block of whole lines is UTF-8 without zero bytes, which other tools take for
  /// the end of a cell or of the file.
  static func checkText(
    _ block: UnsafeBufferPointer<UInt8>, file: String, line: Int, blockOffset: Int
  ) throws(AssayError) {
    if let place = UTF8Validation.firstInvalid(block) {
      throw .invalidUTF8(at: place, in: block, file: file, line: line, blockOffset: blockOffset)
    }
    guard let base = block.baseAddress, let zero = memchr(base, 0, block.count) else { return }
    let place = UnsafeRawPointer(base).distance(to: zero)
    let fault = JSONFault(
      "the byte at offset \(blockOffset + place) is zero", at: place,
      remedy: "Remove it, or write the file again: other tools cut the text there")
    var error = fault.error(in: block, file: file, firstLine: line)
    error.code = .zeroByte
    throw error
  }

  /// What to do about a byte that is not UTF-8: the encodings that may be meant, with the words
  /// around it as each has them, for those who know the text to tell.
  private static func remedy(forByteAt place: Int, in block: UnsafeBufferPointer<UInt8>) -> String {
    if isHalfPair(place, in: block) {
      return
        "It starts half of a surrogate pair, which is not a character: some databases and Java "
        + "write emoji as two such halves (CESU-8). Write the text again as UTF-8"
    }
    let start = block[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let guesses = EncodingGuess.guesses(for: block[start...])
    let others = TextEncoding.allCases.filter { encoding in
      encoding != .utf8 && !guesses.contains { $0.encoding == encoding }
    }
    .map(\.rawValue).joined(separator: ", ")
    let isMixed = block[..<place].contains { $0 >= 0x80 }
    let warning = isMixed ? "; what stands above is UTF-8 and would change by it" : ""
    guard !guesses.isEmpty else {
      return "Give the file's encoding with --encoding, one of \(others)\(warning)"
    }
    let readings = guesses.map { "\($0.encoding.rawValue) reads '\($0.words)'" }
    return "Give the one --encoding by which the text reads right: "
      + "\(readings.joined(separator: ", ")); others are \(others)\(warning)"
  }

  /// Whether a byte starts what UTF-8 would be for half of a surrogate pair.
  private static func isHalfPair(_ place: Int, in block: UnsafeBufferPointer<UInt8>) -> Bool {
    place + 2 < block.count && block[place] == 0xED && 0xA0...0xBF ~= block[place + 1]
      && 0x80...0xBF ~= block[place + 2]
  }

  private static func hex(_ byte: UInt8) -> String {
    Hexadecimal.digits(byte, count: 2, uppercase: true)
  }
}
