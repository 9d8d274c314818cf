// SPDX-License-Identifier: Apache-2.0

/// Reads `workbook.xml`.
struct WorkbookHandler: XMLEvents {
  private(set) var sheets: [(name: String, relation: String)] = []
  private(set) var startsIn1904 = false

  mutating func start(_ element: XMLElement) {
    switch element.localName {
    case "sheet":
      sheets.append((element.attribute("name") ?? "", element.attribute(local: "id") ?? ""))
    case "workbookPr": startsIn1904 = ["1", "true"].contains(element.attribute("date1904"))
    default: break
    }
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
