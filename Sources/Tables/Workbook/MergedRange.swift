// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Cells of a sheet that are shown as one. Only the first of them has a value.
struct MergedRange: Equatable {
  let reference: String
  let rows: ClosedRange<Int>
  let firstColumn: Int

  /// Whether the cells are of several rows, to each of which the value belongs.
  var isTall: Bool { rows.count > 1 }

  /// - Parameter reference: Such as `A2:B4`; nil for what is no range.
  init?(_ reference: String) {
    let corners = reference.split(separator: ":").map(String.init)
    guard corners.count == 2, let first = Self.row(corners[0]), let last = Self.row(corners[1]),
      first <= last
    else { return nil }
    self.reference = reference
    rows = first...last
    firstColumn = max(0, SheetHandler.column(of: corners[0]))
  }

  private static func row(_ corner: String) -> Int? {
    Int(corner.drop { !$0.isNumber })
  }

  /// The merged cells of a sheet, which stand behind its rows: sheets are searched for them before they
  /// are read, and parsed where there are any.
  static func ranges(
    in part: String, of archive: WorkbookArchive
  ) throws(AssayError) -> [MergedRange] {
    guard try archive.open(part).contains("mergeCell ") else { return [] }
    var handler = MergedCellsHandler()
    try archive.parseXML(part, into: &handler)
    return handler.ranges.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
  }
}

/// Gathers the merged cells of a sheet.
private struct MergedCellsHandler: XMLEvents {
  private(set) var ranges: [MergedRange] = []
  /// More than anybody has; what is behind them is read as it stands.
  private static let maximumCount = 1 << 20

  mutating func start(_ element: XMLElement) {
    guard element.hasLocalName("mergeCell"), ranges.count < Self.maximumCount,
      let range = element.attribute("ref").flatMap({ MergedRange($0) })
    else { return }
    ranges.append(range)
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

extension WorkbookPart {
  /// Whether some bytes occur in what is left of the part.
  fileprivate func contains(_ text: StaticString) throws(AssayError) -> Bool {
    let wanted = text.withUTF8Buffer { Array($0) }
    var window = [UInt8](repeating: 0, count: 1 << 16)
    var kept = 0
    while true {
      var count = 0
      var failure: AssayError?
      window.withUnsafeMutableBytes { bytes in
        do throws(AssayError) {
          count = try read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if count == 0 { return false }
      let filled = kept + count
      if window.withUnsafeBytes({ $0[..<filled].holds(wanted) }) { return true }
      let rest = min(filled, wanted.count - 1)
      window.replaceSubrange(..<rest, with: window[(filled - rest)..<filled])
      kept = rest
    }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate func holds(_ wanted: [UInt8]) -> Bool {
    let text = UnsafeRawBufferPointer(rebasing: self)
    guard let base = text.baseAddress, let first = wanted.first else { return false }
    var place = 0
    while text.count - place >= wanted.count,
      let found = memchr(base + place, Int32(first), text.count - place)
    {
      place = UnsafeRawPointer(found) - base
      guard text.count - place >= wanted.count else { return false }
      if memcmp(base + place, wanted, wanted.count) == 0 { return true }
      place += 1
    }
    return false
  }
}
