// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

/// Zip archives that are no workbook, by what they hold.
@Suite struct OtherArchiveTests {
  @Test(
    arguments: [
      (["xl/workbook.bin", "[Content_Types].xml"], "a binary workbook (.xlsb)"),
      (["Index/Document.iwa", "Metadata/Properties.plist"], "a document of Apple's Numbers"),
      (["[Content_Types].xml", "word/document.xml"], "a Word document"),
      (["[Content_Types].xml", "ppt/presentation.xml"], "a presentation"),
      (["mimetype", "content.xml", "meta.xml"], "an OpenDocument file, such as .ods"),
    ])
  func documentsAreNamed(_ names: [String], _ what: String) {
    let error = OtherArchive(names: names).error(file: "rows.xlsx")
    #expect(error.message == "the file is \(what), which cannot be read")
    #expect(error.remedy == "Save it as .xlsx or .csv" && error.code == .wrongFormat)
  }

  @Test func filesInsideAreNamed() {
    let error = OtherArchive(names: ["a.jsonl", "b.jsonl", "c", "d"]).error(file: "rows.zip")
    #expect(
      error.message
        == "the zip archive is not a workbook; it holds 'a.jsonl', 'b.jsonl', 'c', ...")
    #expect(error.remedy?.hasPrefix("Unpack it") == true)
    let empty = OtherArchive(names: []).error(file: "rows.zip")
    #expect(empty.message == "the zip archive is not a workbook: it is empty")
  }
}
