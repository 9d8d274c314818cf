// SPDX-License-Identifier: Apache-2.0

import Tables

/// Reads which cell styles show numbers as dates or as spans of time.
struct WorkbookStyles: XMLEvents {
  enum Style: Sendable { case number, date, span }

  /// The number formats every workbook has that show dates.
  private static let builtinDates: Set<Int> = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]
  private static let builtinSpan = 46

  private var formats: [Int: String] = [:]
  private var formatIDs: [Int] = []
  private var isInCellFormats = false
  private var isInNumberFormats = false

  mutating func start(_ element: XMLElement) {
    if element.hasLocalName("cellXfs") {
      isInCellFormats = true
    } else if element.hasLocalName("numFmts") {
      isInNumberFormats = true
    } else if element.hasLocalName("xf"), isInCellFormats {
      formatIDs.append(Int(element.attribute("numFmtId") ?? "0") ?? 0)
    } else if isInNumberFormats, element.hasLocalName("numFmt"),
      let id = Int(element.attribute("numFmtId") ?? "")
    {
      formats[id] = element.attribute("formatCode") ?? ""
    }
  }

  mutating func end(_ element: XMLElement) {
    if element.hasLocalName("cellXfs") { isInCellFormats = false }
    if element.hasLocalName("numFmts") { isInNumberFormats = false }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// What each cell style shows.
  var styles: [Style] {
    formatIDs.map { id in
      if let format = formats[id] { return Self.style(of: format) }
      return id == Self.builtinSpan ? .span : Self.builtinDates.contains(id) ? .date : .number
    }
  }

  /// What a format code shows: letters for days, months, years, hours and seconds that are neither
  /// quoted nor escaped make a date, hours in brackets a span. Only the first section counts.
  static func style(of format: String) -> Style {
    let section = Array(
      (format.split(separator: ";", omittingEmptySubsequences: false).first ?? "").unicodeScalars)
    let kept = withoutLiterals(section)
    let isDate = kept.indices.contains { position in
      "dmhysDMHYS".unicodeScalars.contains(kept[position])
        && !(position > 0 && (kept[position - 1] == "_" || kept[position - 1] == "\\"))
    }
    guard isDate else { return .number }
    let lower = String(String.UnicodeScalarView(section)).lowercased()
    return ["[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"].contains(where: lower.contains)
      ? .span : .date
  }

  /// The code without quoted text and without brackets, except those of spans of time.
  private static func withoutLiterals(_ code: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var kept: [Unicode.Scalar] = []
    var position = 0
    while position < code.count {
      let rest = code[(position + 1)...]
      if code[position] == "\"", let end = rest.firstIndex(of: "\"") {
        position = end + 1
      } else if code[position] == "[", let end = rest.firstIndex(of: "]"),
        !isSpan(code[(position + 1)..<end])
      {
        position = end + 1
      } else {
        kept.append(code[position])
        position += 1
      }
    }
    return kept
  }

  private static func isSpan(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    (1...2).contains(text.count) && ["h", "m", "s"].contains(text.first)
      && text.allSatisfy { $0 == text.first }
  }
}
