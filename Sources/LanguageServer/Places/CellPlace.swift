// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A cell as it is written in a file, and what it says.
struct CellPlace: Equatable {
  enum Form: Equatable {
    /// A string of JSON, with its quotes.
    case jsonString
    /// A number, a list or the like.
    case jsonOther
    /// A cell in quotes, within which two quotes are one.
    case quoted
    case plain
  }

  /// The bytes of the file.
  let range: Range<Int>
  let form: Form

  // MARK: - Reading

  /// The text that the cell says.
  func decoded(_ bytes: [UInt8]) -> [UInt8] {
    switch form {
    case .jsonString:
      guard let value = try? JSONParser.parse(Array(bytes[range]), file: "cell").string else {
        return []
      }
      return Array(value.utf8)
    case .quoted: return inner(bytes).map { bytes[$0] }
    case .plain, .jsonOther: return Array(bytes[range])
    }
  }

  /// The byte of the file at which a byte of what the cell says is written.
  func place(ofDecoded wanted: Int, in bytes: [UInt8]) -> Int {
    switch form {
    case .plain, .jsonOther: return min(range.lowerBound + wanted, range.upperBound)
    case .quoted:
      let places = inner(bytes)
      return wanted < places.count ? places[wanted] : max(range.lowerBound, range.upperBound - 1)
    case .jsonString: return escapedPlace(of: wanted, in: bytes)
    }
  }

  /// The places of the bytes between the quotes of a quoted cell, the second of two quotes left out.
  private func inner(_ bytes: [UInt8]) -> [Int] {
    var places: [Int] = []
    var place = range.lowerBound + 1
    while place < range.upperBound - 1 {
      places.append(place)
      place += bytes[place] == UInt8(ascii: "\"") ? 2 : 1
    }
    return places
  }

  private func escapedPlace(of wanted: Int, in bytes: [UInt8]) -> Int {
    var place = range.lowerBound + 1
    let end = range.upperBound - 1
    var left = wanted
    while place < end, left > 0 {
      guard bytes[place] == UInt8(ascii: "\\") else {
        (place, left) = (place + 1, left - 1)
        continue
      }
      let (written, said) = Self.escape(bytes[place..<end])
      guard left >= said else { break }
      (place, left) = (place + written, left - said)
    }
    return min(place, end)
  }

  /// How many bytes an escape has, and how many those that it stands for.
  private static func escape(_ bytes: ArraySlice<UInt8>) -> (written: Int, said: Int) {
    func unit(_ offset: Int) -> UInt32? {
      let digits = bytes.dropFirst(offset + 2).prefix(4)
      guard bytes.dropFirst(offset).starts(with: Array("\\u".utf8)), digits.count == 4 else {
        return nil
      }
      return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
    guard let first = unit(0) else { return (2, 1) }
    if (0xD800..<0xDC00).contains(first), let second = unit(6), (0xDC00..<0xE000).contains(second) {
      return (12, 4)
    }
    return (6, first < 0x80 ? 1 : first < 0x800 ? 2 : 3)
  }

  // MARK: - Writing

  /// Another text, written as the cell is.
  func encoded(_ text: [UInt8], delimiter: UInt8?) -> [UInt8] {
    switch form {
    case .jsonString, .jsonOther:
      var out: [UInt8] = []
      JSONValue.writeString(text, to: &out)
      return out
    case .quoted: return Self.quoted(text)
    case .plain:
      let needsQuotes = text.contains { byte in
        byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D
      }
      return needsQuotes ? Self.quoted(text) : text
    }
  }

  private static func quoted(_ text: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
