// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Characters that nobody meant to train on.
struct UnwantedCharacter: Check {
  static let kind = "unwanted-character"
  static let holes = ["character"]
  let group: CharacterGroup

  init(_ parameters: inout Parameters) throws(AssayError) {
    group = try parameters.choice("group")
  }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    for field in Field.allCases {
      guard group.mayBeIn(record.traits(of: field)),
        let range = group.firstRange(in: record.text(of: field))
      else { continue }
      tally.add(record, field, range)
    }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Field.allCases.compactMap { Conclusion(tally, $0, values: ["character": group.title]) }
  }
}
