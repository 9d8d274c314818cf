// SPDX-License-Identifier: Apache-2.0

import Tables

/// Reads the list of sheets and from where days are counted.
struct WorkbookSheets: XMLEvents {
  /// The sheets in order, with the relation that leads to each.
  private(set) var sheets: [(name: String, relation: String)] = []
  private(set) var startsIn1904 = false

  mutating func start(_ element: XMLElement) {
    if element.hasLocalName("sheet") {
      if let id = element.attribute(WorkbookNames.relationshipID), !id.isEmpty {
        sheets.append((element.attribute("name") ?? "", id))
      }
    } else if element.hasLocalName("workbookPr") {
      startsIn1904 = ["1", "true", "t"].contains(element.attribute("date1904") ?? "")
    }
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
