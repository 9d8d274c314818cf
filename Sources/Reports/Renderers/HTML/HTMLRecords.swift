// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// A table of very many records: the page holds them as data and shows a screenful at a time, with
/// a search, filters and sorting. Without scripts the first rows are there.
enum HTMLRecords {
  private static let rowsWithoutScript = 50

  static func render(_ table: ReportTable, in section: ReportSection) -> String {
    let title = Markup.escape(table.title)
    let first = table.rows.prefix(rowsWithoutScript)
    let count = table.rows.count
    let rows = Plural.counted(count, "row")
    let heading = table.title == section.title ? "" : "<h3>\(title)</h3>"
    return """
      \(heading)
      <div class="records">
      <div class="controls" role="search" aria-label="Search in \(title)">
      <label>Search <input type="search" autocomplete="off" spellcheck="false"></label>
      <span class="filters"></span>
      <span class="status" role="status" aria-live="polite">\(rows)</span>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="\(title)">
      <table\(HTMLTable.layout(of: table))>
      <caption class="hidden">\(title)</caption>
      <thead><tr>\(table.columns.map(HTMLTable.header).joined())</tr></thead>
      <tbody>
      \(first.map { HTMLTable.row($0, table.columns) }.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      <div class="pager">
      <button type="button" data-step="-1">Previous</button>
      <span class="page"></span>
      <button type="button" data-step="1">Next</button>
      </div>
      <script type="application/json">\(data(table))</script>
      </div>
      """
  }

  /// `{"kinds": [...], "names": [...], "rows": [[...]]}`, safe inside a script element.
  private static func data(_ table: ReportTable) -> String {
    let value: JSONValue = [
      "kinds": .array(table.columns.map { .string(kind($0)) }),
      "names": .array(table.columns.map { .string($0.name) }),
      "rows": .array(table.rows.map { .array($0.map(json)) }),
    ]
    var safe: [UInt8] = []
    for byte in value.text().utf8 {
      // Within JSON a less-than sign can only stand inside a string.
      if byte == UInt8(ascii: "<") {
        safe.append(contentsOf: #"\u003c"#.utf8)
      } else {
        safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }

  private static func json(_ cell: ReportTable.Cell) -> JSONValue {
    switch cell {
    case .text(let text): .string(VisibleText.escaped(text))
    case .number(let value): JSONValue((value * 1e6).rounded() / 1e6)
    case .tokens(let tokens):
      .array(
        tokens.map {
          [
            .string(VisibleText.escaped($0.text)),
            JSONValue(($0.logProbability * 1e4).rounded() / 1e4), .integer($0.surprise),
          ]
        })
    case .none: .null
    }
  }

  private static func kind(_ column: ReportTable.Column) -> String {
    switch column {
    case .text: "text"
    case .count: "count"
    case .share: "share"
    case .part: "part"
    case .number: "number"
    case .tokens: "tokens"
    }
  }
}
