// SPDX-License-Identifier: Apache-2.0

/// Finds values in a text of JSON without reading it into values, for it is their places that are
/// wanted. Where the text is no JSON nothing is found.
struct JSONPlaces {
  let bytes: UnsafeBufferPointer<UInt8>

  func afterBlanks(_ place: Int) -> Int {
    var place = place
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    return place
  }

  /// Where the value that starts at a place ends.
  func end(ofValueAt start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "\""): return end(ofStringAt: start)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return end(ofListAt: start)
    default:
      var place = start
      while place < bytes.count, !Self.endsScalar(bytes[place]) { place += 1 }
      return place > start ? place : nil
    }
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"),
      UInt8(ascii: "}"), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  func end(ofStringAt start: Int) -> Int? {
    var place = start + 1
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""): return place + 1
      case UInt8(ascii: "\\"): place += 2
      default: place += 1
      }
    }
    return nil
  }

  private func end(ofListAt start: Int) -> Int? {
    var depth = 0
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        guard let end = end(ofStringAt: place) else { return nil }
        place = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return place + 1 }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// The value of a member of the object that starts at a place; of several, the last, as readers
  /// have it.
  func value(of key: String, inObjectAt start: Int) -> Range<Int>? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "{") else { return nil }
    let wanted = Array(key.utf8)
    var found: Range<Int>?
    var place = afterBlanks(start + 1)
    while place < bytes.count, bytes[place] == UInt8(ascii: "\""),
      let keyEnd = end(ofStringAt: place)
    {
      let colon = afterBlanks(keyEnd)
      guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else { break }
      let value = afterBlanks(colon + 1)
      guard let end = end(ofValueAt: value) else { break }
      if bytes[place + 1..<keyEnd - 1].elementsEqual(wanted) { found = value..<end }
      place = afterBlanks(end)
      guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { break }
      place = afterBlanks(place + 1)
    }
    return found
  }

  /// The elements of the array that the text is, or the values that stand in it one after the other.
  func elements() -> [Range<Int>] {
    var place = afterBlanks(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    if place < bytes.count, bytes[place] == UInt8(ascii: "[") { place += 1 }
    var elements: [Range<Int>] = []
    while true {
      place = afterBlanks(place)
      while place < bytes.count, bytes[place] == UInt8(ascii: ",") {
        place = afterBlanks(place + 1)
      }
      guard place < bytes.count, bytes[place] != UInt8(ascii: "]"),
        let end = end(ofValueAt: place)
      else { return elements }
      elements.append(place..<end)
      place = end
    }
  }
}
