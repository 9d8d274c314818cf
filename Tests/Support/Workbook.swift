// SPDX-License-Identifier: Apache-2.0

import CZlib

/// A workbook as its parts, packed without compression so that tests may change its XML.
package struct Workbook {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  /// Names and texts; the first is the sheet.
  package var parts: [(name: String, bytes: [UInt8])]

  /// - Parameters:
  ///   - rows: the `row` elements of the sheet.
  ///   - strings: the `si` elements of the shared strings.
  package init(
    rows: String, strings: String = "<si><t>prompt</t></si><si><t>completion</t></si>"
  ) {
    let relations = [
      ("worksheet", "worksheets/sheet1"), ("sharedStrings", "sharedStrings"), ("styles", "styles"),
    ]
    .map { Self.relation($0.0, "\($0.1).xml") }
    let texts = [
      (
        "xl/worksheets/sheet1.xml",
        #"<worksheet xmlns="\#(Self.main)"><sheetData>\#(rows)</sheetData></worksheet>"#
      ),
      ("xl/sharedStrings.xml", #"<sst xmlns="\#(Self.main)">\#(strings)</sst>"#),
      (
        "xl/workbook.xml",
        #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)"><sheets>"#
          + #"<sheet name="rows" sheetId="1" r:id="worksheet"/></sheets></workbook>"#
      ),
      (
        "xl/styles.xml",
        #"<styleSheet xmlns="\#(Self.main)"><numFmts count="1"><numFmt numFmtId="164" "#
          + #"formatCode="yyyy\-mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>"#
          + #"</cellXfs></styleSheet>"#
      ),
      ("xl/_rels/workbook.xml.rels", Self.relations(relations.joined())),
      ("_rels/.rels", Self.relations(Self.relation("officeDocument", "xl/workbook.xml"))),
    ]
    parts = texts.map { ($0.0, Array($0.1.utf8)) }
  }

  private static func relation(_ kind: String, _ target: String) -> String {
    #"<Relationship Id="\#(kind)" Type="\#(office)/\#(kind)" Target="\#(target)"/>"#
  }

  private static func relations(_ content: String) -> String {
    #"<Relationships xmlns="\#(package)/relationships">\#(content)</Relationships>"#
  }

  /// The zip file.
  package var packed: [UInt8] { packed(sheet: nil) }

  /// The zip file; `sheet` is what stands for the sheet's text when its bytes are packed already.
  func packed(sheet: (sum: UInt32, size: UInt32)?) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (index, part) in parts.enumerated() {
      let text = index == 0 ? sheet : nil
      let size = UInt32(part.bytes.count)
      let sum = text?.sum ?? UInt32(truncatingIfNeeded: crc32(0, part.bytes, size))
      let header =
        Self.bytes([20, 0, text == nil ? 0 : 8, 0, 0] as [UInt16])
        + Self.bytes([sum, size, text?.size ?? size])
        + Self.bytes([UInt16(part.name.utf8.count), 0])
      directory += Self.bytes([0x0201_4B50] as [UInt32]) + Self.bytes([20] as [UInt16]) + header
      directory += Self.bytes([0, 0, 0] as [UInt16]) + Self.bytes([0, UInt32(file.count)])
      directory += Array(part.name.utf8)
      file += Self.bytes([0x0403_4B50] as [UInt32]) + header + Array(part.name.utf8) + part.bytes
    }
    let count = UInt16(parts.count)
    return file + directory + Self.bytes([0x0605_4B50] as [UInt32])
      + Self.bytes([0, 0, count, count])
      + Self.bytes([directory.count, file.count].map(UInt32.init))
      + [0, 0]
  }

  private static func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
  }
}
