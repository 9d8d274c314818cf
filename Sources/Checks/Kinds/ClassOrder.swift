// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// The rows of a classification stand class by class, as a query or a folder of files gives them.
struct ClassOrder: Check {
  static let kind = "class-order"
  static let holes = ["classes"]
  /// Fewer rows for each class may be in order by chance.
  let rowsPerClass: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    rowsPerClass = try parameters.integer("rows-per-class")
  }

  var analyzers: [any Analyzer] { [CompletionRuns()] }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let classes = profile.labels.count
    guard classes > 1, profile[CompletionRuns.self] == classes,
      profile.rows >= classes * rowsPerClass
    else { return [] }
    return [
      Conclusion(.completion, rows: profile.rows, values: ["classes": Plural.grouped(classes)])
    ]
  }
}
