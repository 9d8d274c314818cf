// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A column beside `messages` holds what belongs into the messages.
struct ChatColumns: Check {
  static let kind = "chat-columns"
  static let holes = ["columns"]
  private let columns: [String]

  init(_ parameters: inout Parameters) throws(AssayError) {
    columns = try parameters.strings("columns")
  }

  var analyzers: [any Analyzer] { [FilledColumns()] }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let filled = profile[FilledColumns.self] ?? []
    let met = profile.columns.filter { columns.contains($0.lowercased()) && filled.contains($0) }
    guard profile.task == .chat, !met.isEmpty else { return [] }
    let names = met.map { quoted($0.utf8) }.joined(separator: ", ")
    return [
      Conclusion(values: ["columns": (met.count == 1 ? "the column " : "the columns ") + names])
    ]
  }
}
