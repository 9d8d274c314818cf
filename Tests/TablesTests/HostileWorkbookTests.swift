// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import Tables

/// Workbooks that are made to fill the memory end in an error that says so.
@Suite struct HostileWorkbookTests {
  @Test func packedTooWell() throws {
    let error = try readingError(Workbook(rows: "").bomb(bytes: 80 << 20), as: "in.xlsx")
    #expect(error.message.contains("unpacks to more than any real workbook's part"))
  }

  @Test func entitiesThatGrow() throws {
    let error = try readingError(Workbook.entityBomb.packed, as: "in.xlsx")
    #expect(error.message.contains("document type"))
  }

  @Test func tooManyColumns() throws {
    let cells = String(repeating: "<c><v>1</v></c>", count: 100_000)
    let error = try readingError(Workbook(rows: "<row>\(cells)</row>").packed, as: "in.xlsx")
    #expect(error.message == "there are more than 16384 columns")
  }
}
