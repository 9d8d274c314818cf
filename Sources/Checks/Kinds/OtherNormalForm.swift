// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Texts whose composed normal form has other characters, or marks in another order.
struct OtherNormalForm: TextCheck {
  static let kind = "other-normal-form"
  static let holes = ["what"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func mayConcern(_ traits: TextTraits) -> Bool { !traits.isASCII }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    guard let first = FormFault.first(in: text) else { return }
    tally.add(record, field, range: first.range, kind: first.fault.rawValue)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    [Field.prompt, .completion, nil].compactMap { field in
      let met = FormFault.allCases.filter { tally[field].kinds >> UInt64($0.rawValue) & 1 == 1 }
      return Conclusion(
        tally, field, values: ["what": met.map(\.title).joined(separator: ", and ")])
    }
  }
}
