// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What somebody may choose about how a file is read, as far as the file itself tells.
package struct TableChoices: Sendable, Equatable {
  /// An encoding that is likely, and the words by which one sees whether it is right.
  package struct Encoding: Sendable, Equatable {
    package let name: TextEncoding
    package let words: String
  }

  /// The sheets of a workbook.
  package private(set) var sheets: [String] = []
  /// The sheet that is read where none is named.
  package private(set) var sheet: String?
  /// The likely encodings of a text that is no UTF-8, the likeliest first.
  package private(set) var encodings: [Encoding] = []

  /// Enough text to meet a character outside of ASCII, in nearly all files.
  private static let headBytes = 1 << 20

  /// - Throws: `AssayError` when the file cannot be read.
  package init(path: String) throws(AssayError) {
    let file = try InputFile(path: path)
    var head = try Self.head(of: FileInput(file))
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      try readSheets(of: file)
      return
    }
    if head.starts(with: [0x1F, 0x8B]) {
      head = try Self.head(of: GzipInput(FileInput(file), file: path))
    }
    let isMarkedUTF16 = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    if !isMarkedUTF16 { guessEncodings(of: head) }
  }

  private mutating func readSheets(of file: InputFile) throws(AssayError) {
    let parts = try WorkbookParts(WorkbookArchive(file))
    sheets = parts.sheets.map(\.name)
    sheet = try WorkbookReader.choose(nil, of: parts.sheets, file: file.path).name
  }

  private mutating func guessEncodings(of head: [UInt8]) {
    // A character that the end of the head cuts is no fault.
    let end = head.count < Self.headBytes ? nil : head.lastIndex(of: 0x0A)
    let whole = head[..<(end ?? head.endIndex)]
    guard String(validating: whole, as: UTF8.self) == nil,
      let first = whole.firstIndex(where: { $0 >= 0x80 })
    else { return }
    let line = whole[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    encodings = EncodingGuess.guesses(for: whole[line...]).map {
      Encoding(name: $0.encoding, words: $0.words)
    }
  }

  private static func head(of input: any ByteInput) throws(AssayError) -> [UInt8] {
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while head.count < headBytes {
      var failure: AssayError?
      var count = 0
      buffer.withUnsafeMutableBytes { bytes in
        do throws(AssayError) { count = try input.read(into: bytes) } catch { failure = error }
      }
      if let failure { throw failure }
      if count == 0 { break }
      head += buffer[..<count]
    }
    return head
  }
}
