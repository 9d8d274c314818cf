// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Texts that were decoded with the wrong encoding.
struct MojibakeText: Check {
  static let kind = "mojibake"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    record.visitTexts { field, text, traits in
      guard !traits.isASCII else { return }
      if let range = Mojibake.firstRange(in: text) { tally.add(record, field, range: range) }
    }
  }
}
