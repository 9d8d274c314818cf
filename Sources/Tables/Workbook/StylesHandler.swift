// SPDX-License-Identifier: Apache-2.0

/// Reads `styles.xml`.
struct StylesHandler: XMLEvents {
  /// For each cell style its number format.
  private(set) var formats: [Int] = []
  /// The workbook's own number formats.
  private(set) var codes: [Int: String] = [:]
  private var isInCellFormats = false

  mutating func start(_ element: XMLElement) {
    switch element.localName {
    case "cellXfs": isInCellFormats = true
    case "xf":
      if isInCellFormats { formats.append(element.attribute("numFmtId").flatMap { Int($0) } ?? 0) }
    case "numFmt":
      if let id = element.attribute("numFmtId").flatMap({ Int($0) }) {
        codes[id] = element.attribute("formatCode") ?? ""
      }
    default: break
    }
  }

  mutating func end(_ element: XMLElement) {
    if element.localName == "cellXfs" { isInCellFormats = false }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
