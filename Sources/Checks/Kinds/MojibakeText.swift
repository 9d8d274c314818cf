// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Texts that were decoded with the wrong encoding.
struct MojibakeText: TextCheck {
  static let kind = "mojibake"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func mayConcern(_ traits: TextTraits) -> Bool { !traits.isASCII }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    if let range = Mojibake.firstRange(in: text) { tally.add(record, field, range: range) }
  }
}
