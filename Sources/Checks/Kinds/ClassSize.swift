// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Classes of a classification with too few examples.
struct ClassSize: Check {
  static let kind = "class-size"
  static let holes = ["classes", "minimum", "rarest", "rarest-count"]
  let minimum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    minimum = try parameters.integer("minimum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let small = profile.labels.filter { $0.count < minimum }
    guard let rarest = small.last else { return [] }
    let classes =
      small.count == 1
      ? "1 class has"
      : "\(Plural.grouped(small.count)) of \(Plural.counted(profile.labels.count, "class")) have"
    return [
      Conclusion(
        .completion, rows: small.reduce(0) { $0 + $1.count },
        values: [
          "classes": classes, "minimum": Plural.grouped(minimum),
          "rarest": quoted(rarest.text.utf8),
          "rarest-count": StandardHoles.counted(rarest.count, "row"),
        ])
    ]
  }
}
