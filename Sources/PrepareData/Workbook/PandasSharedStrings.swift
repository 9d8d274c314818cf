// SPDX-License-Identifier: Apache-2.0

import Tables

/// Reads the table of strings that the cells of a workbook share.
struct PandasSharedStrings: XMLEvents {
  private(set) var strings: [[UInt8]] = []
  private var item: RichText?
  private var depth = 0

  mutating func start(_ element: XMLElement) {
    if item != nil {
      depth += 1
      item?.start(element)
    } else if element.matches(WorkbookNames.main, "si") {
      item = RichText()
    }
  }

  mutating func end(_ element: XMLElement) {
    guard let finished = item else { return }
    if depth > 0 {
      depth -= 1
      item?.end()
    } else {
      strings.append(Self.withoutEscapeMark(finished.bytes))
      item = nil
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    item?.text(bytes)
  }

  /// Takes out `x005F_`, the escape of an underscore before what looks like an escape.
  private static func withoutEscapeMark(_ text: [UInt8]) -> [UInt8] {
    let mark = Array("x005F_".utf8)
    guard text.withUnsafeBufferPointer({ $0.contains(mark) }) else { return text }
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      if text[position...].starts(with: mark) {
        position += mark.count
      } else {
        result.append(text[position])
        position += 1
      }
    }
    return result
  }
}
