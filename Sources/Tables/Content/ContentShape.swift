// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// What a text looks like by its first bytes, whatever its name says.
enum ContentShape: Equatable {
  /// An array of objects.
  case array
  /// An array on each line.
  case arrayLines
  /// An object on each line.
  case objectLines
  /// Objects over several lines, one after the other.
  case objects
  /// A fence of Markdown around what `inside` says. The detail is its first line.
  case fence(String)
  /// Rows of cells between bars, as Markdown has them.
  case markdownTable
  /// Rows of cells.
  case table(TableShape)
  case other

  init(_ head: TextHead) {
    switch head.firstByte {
    case UInt8(ascii: "["): self = Self.array(head)
    case UInt8(ascii: "{"): self = Self.objects(head)
    case UInt8(ascii: "`"), UInt8(ascii: "~"): self = Self.fence(head)
    default: self = Self.table(head)
    }
  }

  /// What stands inside of a fence that `head` starts with.
  static func insideFence(_ head: TextHead) -> ContentShape {
    guard let end = head.bytes.firstIndex(of: 0x0A) else { return .other }
    return ContentShape(TextHead(Array(head.bytes[(end + 1)...]), isCut: head.isCut))
  }

  private static func array(_ head: TextHead) -> ContentShape {
    let lines = head.lines(atMost: 2)
    if lines.count == 2, lines[1].first == UInt8(ascii: "["), value(lines[0])?.array != nil {
      return .arrayLines
    }
    let starts = ["[{\"", "[{'", "[{}", "[]"]
    return starts.contains(where: head.starts) ? .array : .other
  }

  private static func objects(_ head: TextHead) -> ContentShape {
    guard ["{\"", "{'", "{}"].contains(where: head.starts) else { return .other }
    guard let line = head.lines(atMost: 1).first else { return .objectLines }
    var text = line[...]
    while let last = text.last, TextHead.isSpace(last) || last == UInt8(ascii: ",") {
      text = text.dropLast()
    }
    // A line that ends as an object does but is none has a fault, which its reader will name.
    let isWhole = text.last == UInt8(ascii: "}") && (value(text) != nil || isClosed(text))
    return isWhole ? .objectLines : .objects
  }

  /// Whether no more objects are opened than closed.
  private static func isClosed(_ text: ArraySlice<UInt8>) -> Bool {
    text.count { $0 == UInt8(ascii: "{") } <= text.count { $0 == UInt8(ascii: "}") }
  }

  private static func fence(_ head: TextHead) -> ContentShape {
    guard ["```", "~~~"].contains(where: head.starts), let line = head.lines(atMost: 1).first
    else { return .other }
    return .fence(String(decoding: line, as: UTF8.self))
  }

  private static func table(_ head: TextHead) -> ContentShape {
    let lines = head.lines(atMost: 2)
    if lines.count == 2, lines[0].first == UInt8(ascii: "|"), lines[1].contains(UInt8(ascii: "-")),
      lines[1].allSatisfy({ "|:- \t".utf8.contains($0) })
    {
      return .markdownTable
    }
    return TableShape(head).map { .table($0) } ?? .other
  }

  private static func value(_ text: ArraySlice<UInt8>) -> JSONValue? {
    text.withUnsafeBufferPointer { try? JSONParser.parse($0) }
  }
}
