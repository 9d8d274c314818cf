// SPDX-License-Identifier: Apache-2.0

/// Reads `workbook.xml`.
struct WorkbookHandler: XMLEvents {
  struct Sheet {
    var name: String
    var relation: String
    /// Whether spreadsheet programs do not show it, be it that they can be asked to or not.
    var isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  /// The place of the sheet that is shown when the workbook is opened; nil when nothing is said.
  private(set) var active: Int?
  private(set) var startsIn1904 = false

  mutating func start(_ element: XMLElement) {
    switch element.localName {
    case "sheet":
      sheets.append(
        Sheet(
          name: element.attribute("name") ?? "", relation: element.attribute(local: "id") ?? "",
          isHidden: ["hidden", "veryHidden"].contains(element.attribute("state"))))
    case "workbookView": active = active ?? element.attribute("activeTab").flatMap { Int($0) } ?? 0
    case "workbookPr": startsIn1904 = ["1", "true"].contains(element.attribute("date1904"))
    default: break
    }
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
