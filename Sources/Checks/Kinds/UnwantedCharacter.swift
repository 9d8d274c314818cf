// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Characters that nobody meant to train on.
struct UnwantedCharacter: TextCheck {
  static let kind = "unwanted-character"
  static let holes = ["character"]
  let group: CharacterGroup

  init(_ parameters: inout Parameters) throws(AssayError) {
    group = try parameters.choice("group")
  }

  func mayConcern(_ traits: TextTraits) -> Bool { group.mayBeIn(traits) }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    guard let range = group.firstRange(in: text) else { return }
    tally.add(record, field, range: range)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    [Field.prompt, .completion, nil].compactMap {
      Conclusion(tally, $0, values: ["character": group.title])
    }
  }
}
