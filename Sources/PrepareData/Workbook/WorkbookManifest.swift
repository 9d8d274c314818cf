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
