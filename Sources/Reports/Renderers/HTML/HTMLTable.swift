// SPDX-License-Identifier: Apache-2.0

/// A table whose columns sort at a click or a key.
enum HTMLTable {
  static func render(_ table: ReportTable, in section: ReportSection) -> String {
    let heading =
      table.title == section.title ? "" : "<h3>\(Markup.escape(table.title))</h3>"
    return "\(heading)\n\(content(table))"
  }

  /// A table under a line that opens it.
  static func folded(_ table: ReportTable) -> String {
    """
    <details>
    <summary>\(Markup.escape(table.title)), as a table</summary>
    \(content(table))
    </details>
    """
  }

  private static func content(_ table: ReportTable) -> String {
    return """
      <div class="scroll tall" tabindex="0" role="region" aria-label="\(Markup.escape(table.title))">
      <table data-sortable\(layout(of: table))>
      <caption class="hidden">\(Markup.escape(table.title))</caption>
      <thead><tr>\(table.columns.map(header).joined())</tr></thead>
      <tbody>
      \(rows(table))
      </tbody>
      </table>
      </div>
      """
  }

  /// How a table is laid out. Numbers alone would drift apart over the whole page; of many texts a
  /// telephone shows each row as a card.
  static func layout(of table: ReportTable) -> String {
    let texts = table.columns.count(where: \.isText)
    if texts == 0 { return " class=\"compact\"" }
    return texts > 1 && table.columns.count > 3 ? " class=\"stack\"" : ""
  }

  static func header(_ column: ReportTable.Column) -> String {
    let kind = column.isText ? "" : " class=\"number\""
    return
      "<th scope=\"col\"\(kind)><button type=\"button\">\(Markup.escape(column.name))</button></th>"
  }

  private static func rows(_ table: ReportTable) -> String {
    let full = SharesOfAll(table)?.largest ?? 1
    return table.rows.map { row($0, table.columns, full: full) }.joined(separator: "\n")
  }

  /// - Parameter full: the share whose bar fills its cell.
  static func row(
    _ cells: [ReportTable.Cell], _ columns: [ReportTable.Column], full: Double = 1
  ) -> String {
    "<tr>\(zip(cells, columns).map { cell($0, $1, full: full) }.joined())</tr>"
  }

  private static func cell(
    _ cell: ReportTable.Cell, _ column: ReportTable.Column, full: Double
  ) -> String {
    let plain = NumberText.cell(cell, column)
    let text = column.isText ? HTML.label(plain) : Markup.escape(plain)
    let name = " data-name=\"\(Markup.escape(column.name))\""
    switch (cell, column) {
    case (.number(let value), .share), (.number(let value), .part):
      let width = HTML.coordinate(min(max(value / full, 0), 1) * 100)
      return
        "<td class=\"number share\"\(name) data-v=\"\(value)\" style=\"--v:\(width)%\">\(text)</td>"
    case (.number(let value), _):
      return "<td class=\"number\"\(name) data-v=\"\(value)\">\(text)</td>"
    case (.none, _) where !column.isText: return "<td class=\"number empty\"\(name)></td>"
    case (.tokens(let tokens), _):
      return "<td class=\"text tokens\"\(name)>\(HTMLTokens.render(tokens))</td>"
    default: return "<td class=\"text\"\(name)>\(text)</td>"
    }
  }
}
