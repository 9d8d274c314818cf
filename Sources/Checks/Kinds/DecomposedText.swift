// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Texts with letters and accents as two characters for which there is one.
struct DecomposedText: Check {
  static let kind = "decomposed-text"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    record.visitTexts { field, text, traits in
      guard !traits.isASCII, let composed = NormalForm.joiningAccents(text) else { return }
      let same = zip(text, composed).prefix { $0 == $1 }.count
      tally.add(record, field, range: same..<min(same + 1, text.count))
    }
  }
}
