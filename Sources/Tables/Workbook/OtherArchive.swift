// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What a zip archive is that is no workbook, by the names of its entries.
struct OtherArchive {
  /// The entries that tell.
  let names: [String]

  /// How many are looked at.
  static let namesLookedAt = 100
  private static let namesShown = 3

  func error(file: String) -> AssayError {
    AssayError(message, at: Location(file: file), remedy: remedy, code: .wrongFormat)
  }

  /// The document that it is; nil where the entries are files of any kind.
  private var document: String? {
    if names.contains("xl/workbook.bin") { return "a binary workbook (.xlsb)" }
    if names.contains(where: { $0.hasSuffix(".iwa") }) { return "a document of Apple's Numbers" }
    if names.contains(where: { $0.hasPrefix("word/") }) { return "a Word document" }
    if names.contains(where: { $0.hasPrefix("ppt/") }) { return "a presentation" }
    if names.contains("mimetype"), names.contains("content.xml") {
      return "an OpenDocument file, such as .ods"
    }
    return nil
  }

  private var message: String {
    if let document { return "the file is \(document), which cannot be read" }
    guard !names.isEmpty else { return "the zip archive is not a workbook: it is empty" }
    let shown = Plural.listed(names, most: Self.namesShown) { "'\($0)'" }
    return "the zip archive is not a workbook; it holds \(shown)"
  }

  private var remedy: String {
    document != nil
      ? "Save it as .xlsx or .csv" : "Unpack it and give the file of it that holds the rows"
  }
}
