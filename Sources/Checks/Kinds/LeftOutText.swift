// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Columns besides prompt and completion that hold text in many rows: it may belong to the prompt.
struct LeftOutText: Check {
  static let kind = "left-out-text"
  static let holes = ["columns", "filled", "hold", "template"]
  /// The rows that must hold text, in percent.
  let share: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    share = try parameters.integer("share")
  }

  var isAboutFile: Bool { true }

  var analyzers: [any Analyzer] { [LeftOutColumns()] }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let texts = (profile[LeftOutColumns.self] ?? []).filter { isText($0, profile) }
    guard let most = texts.map(\.filled).max() else { return [] }
    let names = texts.map(\.name)
    let shown = Plural.listed(names, most: 4) { quoted($0.utf8) }
    let prompt = profile.column(of: .prompt) ?? profile.names.prompt
    return [
      Conclusion(
        rows: most,
        values: [
          "columns": (names.count == 1 ? "the column " : "the columns ") + shown,
          "hold": names.count == 1 ? "holds" : "hold",
          "filled": StandardHoles.counted(most, "row"),
          "template": Self.template(names, prompt),
        ])
    ]
  }

  /// What joins the columns, as it is typed.
  private static func template(_ names: [String], _ prompt: String) -> String {
    let all = names + [prompt]
    let usual = JoinedColumns(all).template
    let isWhole = usual.map { text in all.allSatisfy { text.contains("{\($0)}") } } ?? false
    let plain = all.map { "{\($0)}" }.joined(separator: "\n\n")
    return "'" + (isWhole ? usual ?? plain : plain).replacing("\n", with: "\\n") + "'"
  }

  /// A column of text: by its name, or since it is of several words where it is filled.
  private func isText(_ column: LeftOutColumns.Column, _ profile: Profile) -> Bool {
    guard column.filled > 0, column.filled * 100 >= share * profile.rows else { return false }
    let isMostlyWordy = column.wordy * 2 > column.filled
    return isMostlyWordy || JoinedColumns.isPart(column.name) && column.flags < column.filled
  }
}
