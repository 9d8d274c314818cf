// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Texts with letters and accents as two characters for which there is one.
struct DecomposedText: TextCheck {
  static let kind = "decomposed-text"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func mayConcern(_ traits: TextTraits) -> Bool { !traits.isASCII }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    guard let composed = NormalForm.joiningAccents(text) else { return }
    let same = zip(text, composed).prefix { $0 == $1 }.count
    tally.add(record, field, range: same..<min(same + 1, text.count))
  }
}
