// SPDX-License-Identifier: Apache-2.0

import Tables

/// Reads which part of a workbook is what.
struct WorkbookManifest: XMLEvents {
  private var overrides: [(type: String, part: String)] = []
  private var defaults: Set<String> = []

  mutating func start(_ element: XMLElement) {
    guard let type = element.attribute("ContentType") else { return }
    if element.hasLocalName("Override"), let part = element.attribute("PartName") {
      overrides.append((type, String(part.drop { $0 == "/" })))
    } else if element.hasLocalName("Default") {
      defaults.insert(type)
    }
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The first part of a type.
  func part(ofType type: String) -> String? {
    overrides.first { $0.type == type }?.part
  }

  /// The part that lists the sheets.
  var workbook: String? {
    WorkbookNames.workbookTypes.lazy.compactMap(part(ofType:)).first
      ?? (defaults.isDisjoint(with: WorkbookNames.workbookTypes) ? nil : WorkbookNames.workbook)
  }
}

/// Names of the workbook format (ECMA-376).
enum WorkbookNames {
  static let main: StaticString = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationshipID =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships|id"
  static let contentTypes = "[Content_Types].xml"
  static let workbook = "xl/workbook.xml"
  static let styles = "xl/styles.xml"
  static let sharedStringsType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
  /// What a workbook can be, in the order in which it is looked for.
  static let workbookTypes = [
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
  ]
}
