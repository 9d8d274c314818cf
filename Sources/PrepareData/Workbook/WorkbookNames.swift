// SPDX-License-Identifier: Apache-2.0

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
