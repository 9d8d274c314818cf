// SPDX-License-Identifier: Apache-2.0

import Tables

/// Reads the list of sheets and from where days are counted.
struct WorkbookSheets: XMLEvents {
  /// The relations of the sheets, in order.
  private(set) var relations: [String] = []
  private(set) var startsIn1904 = false

  mutating func start(_ element: XMLElement) {
    if element.hasLocalName("sheet") {
      if let id = element.attribute(WorkbookNames.relationshipID), !id.isEmpty {
        relations.append(id)
      }
    } else if element.hasLocalName("workbookPr") {
      startsIn1904 = ["1", "true", "t"].contains(element.attribute("date1904") ?? "")
    }
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
