// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Bytes of another encoding as UTF-8, by iconv.
final class TranscodedInput: ByteInput {
  private let input: any ByteInput
  private let file: String
  private let encoding: TextEncoding
  private let converter: iconv_t
  /// Bytes of the file, not yet converted from `rawStart` on.
  private let raw: UnsafeMutableRawBufferPointer
  private var rawStart = 0
  private var rawEnd = 0
  /// Text, not yet given out from `textStart` on.
  private let text: UnsafeMutableRawBufferPointer
  private var textStart = 0
  private var textEnd = 0
  /// Bytes of the file already converted.
  private var offset = 0
  private var isAtEnd = false
  /// No encoding here takes more bytes for a character.
  private static let longestCharacter = 8

  init(_ input: any ByteInput, encoding: TextEncoding, file: String) throws(AssayError) {
    let opened = iconv_open("UTF-8", encoding.iconvName)
    guard let opened, opened != iconv_t(bitPattern: -1) else {
      throw AssayError(
        "this system cannot convert from \(encoding.rawValue)", at: Location(file: file),
        remedy: "Convert the file to UTF-8")
    }
    self.input = input
    self.file = file
    self.encoding = encoding
    converter = opened
    raw = .allocate(byteCount: 1 << 16, alignment: 16)
    text = .allocate(byteCount: 1 << 17, alignment: 16)
  }

  deinit {
    iconv_close(converter)
    raw.deallocate()
    text.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    while textStart == textEnd {
      if rawEnd - rawStart < Self.longestCharacter, !isAtEnd { try refill() }
      if rawStart == rawEnd { return 0 }
      try convert()
    }
    let count = min(buffer.count, textEnd - textStart)
    buffer.copyMemory(from: .init(rebasing: text[textStart..<textStart + count]))
    textStart += count
    return count
  }

  private func refill() throws(AssayError) {
    let kept = rawEnd - rawStart
    if kept > 0 {
      memmove(raw.baseAddress!, raw.baseAddress! + rawStart, kept)
    }
    let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[kept...]))
    isAtEnd = count == 0
    if encoding == .latin1 { try checkLatin1(kept..<kept + count) }
    rawStart = 0
    rawEnd = kept + count
  }

  /// Latin-1 has control characters where Windows-1252 has quotes, dashes and the euro: files that hold
  /// them are not Latin-1, whatever they are called.
  private func checkLatin1(_ range: Range<Int>) throws(AssayError) {
    guard let place = raw[range].firstIndex(where: { 0x80...0x9F ~= $0 }) else { return }
    let byte = raw[place]
    let reading = Windows1252.text([byte]).map { ", by which it reads '\($0)'" } ?? ""
    throw AssayError(
      "the byte 0x\(Hexadecimal.digits(byte, count: 2, uppercase: true)) at offset "
        + "\(offset + place) is a control character in latin1, which no text has",
      at: Location(file: file), remedy: "Give --encoding cp1252\(reading)", code: .notUtf8)
  }

  /// Turns what it can of `raw` into `text`, which is empty.
  private func convert() throws(AssayError) {
    var source = raw.baseAddress.map { ($0 + rawStart).assumingMemoryBound(to: CChar.self) }
    var target = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    var left = rawEnd - rawStart
    var room = text.count
    let result = iconv(converter, &source, &left, &target, &room)
    let reason = errno
    textStart = 0
    textEnd = text.count - room
    let used = rawEnd - rawStart - left
    rawStart += used
    offset += used
    // E2BIG asks for more room and EINVAL for more bytes; both come with the next call.
    if result == -1, textEnd == 0, reason == EILSEQ || (reason == EINVAL && isAtEnd) {
      if reason == EINVAL {
        throw AssayError(
          "the text ends inside a character of \(encoding.rawValue), which starts at offset \(offset)",
          at: Location(file: file),
          remedy: "The file may have been cut short: fetch it again, or give another --encoding",
          code: .notUtf8)
      }
      throw AssayError(
        "the byte at offset \(offset) is not valid \(encoding.rawValue)",
        at: Location(file: file), remedy: "Give another encoding with --encoding",
        code: .notUtf8)
    }
  }
}
