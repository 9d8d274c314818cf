// SPDX-License-Identifier: Apache-2.0

/// The formats by which a workbook's cell styles show numbers, where they show something else than the
/// digits that are stored.
struct NumberFormats {
  private var styles: [NumberFormat?] = []

  /// ECMA-376, part 1, 18.8.30.
  private static let builtIn: [Int: String] = [
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 48: "##0.0E+0",
  ]

  init() {}

  /// - Parameters:
  ///   - formats: For each cell style its number format.
  ///   - codes: The workbook's own number formats.
  init(formats: [Int], codes: [Int: String]) {
    styles = formats.map { id in
      guard let code = codes[id] ?? Self.builtIn[id], code.lowercased() != "general",
        WorkbookDates.style(ofCode: code) == .number
      else { return nil }
      return NumberFormat(code)
    }
  }

  /// The format of a cell style; nil where the digits are shown as they are.
  func format(_ style: Int) -> NumberFormat? {
    styles.indices.contains(style) ? styles[style] : nil
  }
}
