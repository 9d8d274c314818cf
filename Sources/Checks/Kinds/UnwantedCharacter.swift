// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Characters that nobody meant to train on.
struct UnwantedCharacter: TextCheck {
  static let kind = "unwanted-character"
  static let holes = ["character"]
  /// What is noted of texts that the fix changes.
  private static let repairable = 1
  let group: CharacterGroup

  init(_ parameters: inout Parameters) throws(AssayError) {
    group = try parameters.choice("group")
  }

  func mayConcern(_ traits: TextTraits) -> Bool { group.mayBeIn(traits) }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    guard let range = group.firstRange(in: text) else { return }
    // An answer in which nothing else is seen stays.
    let rest = group.removed(from: Array(text))
    let isAll = field != .prompt && rest.withUnsafeBufferPointer { $0.visible.isEmpty }
    tally.add(record, field, range: range, kind: isAll ? 0 : Self.repairable)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    [Field.prompt, .completion, nil].compactMap { field in
      var conclusion = Conclusion(tally, field, values: ["character": group.title])
      conclusion?.isRepairable = tally[field].kinds >> UInt64(Self.repairable) & 1 == 1
      return conclusion
    }
  }
}
