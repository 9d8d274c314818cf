// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CXLSXWriter
import Foundation
import Platform

/// A workbook under construction. Sheets and formats belong to it and go with it.
final class Workbook {
  /// How a cell looks.
  enum Style: CaseIterable {
    case plain, text, heading, numberHeading, title, verdict, count, fraction, percent, rotated
    case soft, softText, softParagraph
  }

  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  private var names: Set<String> = []
  private let path: String

  init(path: String) throws(AssayError) {
    self.path = path
    book = workbook_new(path)
    guard book != nil else {
      throw AssayError("cannot make a workbook", at: Location(file: path))
    }
    for style in Style.allCases { formats[style] = makeFormat(style) }
  }

  deinit {
    if let book { _ = workbook_close(book) }
  }

  /// The bytes of a workbook.
  /// - Throws: `AssayError` when the temporary file it is assembled in cannot be written.
  static func bytes(of fill: (Workbook) -> Void) throws(AssayError) -> [UInt8] {
    let temporary = TemporaryPath.temporary(for: "report", suffix: ".xlsx")
    defer { Files.remove(temporary.path) }
    let workbook = try Workbook(path: temporary.path)
    fill(workbook)
    try workbook.close()
    return try Files.read(temporary.path)
  }

  /// Writes the file.
  func close() throws(AssayError) {
    let status = workbook_close(book)
    book = nil
    guard status == LXW_NO_ERROR else {
      throw AssayError(
        "cannot write the workbook: \(String(cString: lxw_strerror(status)))",
        at: Location(file: path), remedy: "Free some space in the temporary folder")
    }
  }

  /// Adds a sheet, under a name that a workbook allows and that is not taken.
  func addSheet(_ title: String) -> Sheet? {
    let base = Self.sheetName(title)
    var name = base
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      name = "\(base) \(number)"
      number += 1
    }
    return workbook_add_worksheet(book, name).map { Sheet($0, name: name, workbook: self) }
  }

  /// At most 31 UTF-16 units, of which five are kept for a number.
  private static func sheetName(_ title: String) -> String {
    let allowed = VisibleText.escaped(title).filter { !"[]:*?/\\'".contains($0) }
    var units = 0
    let fitting = allowed.prefix { character in
      units += character.utf16.count
      return units <= 26
    }
    let name = fitting.drop { $0 == " " }
    // A name that Excel keeps for itself.
    return name.isEmpty ? "Sheet" : name.lowercased() == "history" ? "\(name) " : String(name)
  }

  func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? { formats[style] }

  /// A chart that is yet to be put on a sheet.
  func addChart(_ kind: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(book, UInt8(kind.rawValue))
  }

  private static let softColor: lxw_color_t = 0x59636E

  /// Text that is too wide goes on below, from the top of its cell.
  private func setWrap(_ format: UnsafeMutablePointer<lxw_format>?) {
    format_set_text_wrap(format)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
  }

  /// Text stands apart from a number in the cell before it, which ends where the text begins.
  private func setApart(_ format: UnsafeMutablePointer<lxw_format>?) {
    format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    format_set_indent(format, 1)
  }

  private func makeFormat(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(book)
    switch style {
    case .plain:
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      setApart(format)
    case .heading:
      setApart(format)
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .count:
      format_set_num_format(format, "#,##0")
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .percent:
      format_set_num_format(format, "0.0 %")
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .fraction:
      format_set_num_format(format, "0.0000")
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .text:
      setWrap(format)
      setApart(format)
    case .numberHeading:
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .verdict:
      format_set_bold(format)
      format_set_font_size(format, 13)
      setWrap(format)
    case .soft: format_set_font_color(format, Self.softColor)
    case .softText:
      format_set_font_color(format, Self.softColor)
      setWrap(format)
      setApart(format)
    case .softParagraph:
      format_set_font_color(format, Self.softColor)
      setWrap(format)
    case .rotated:
      format_set_bold(format)
      format_set_rotation(format, 90)
    }
    return format
  }
}
