// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing
import Workflows

/// A refusal names a fix only where there is one.
@Suite struct RefusedRowsTests {
  private static func finding(_ code: String, _ fix: FixGrade?) -> Finding {
    Finding(
      code: code, name: "n", severity: .error, message: "m", file: "f", fix: fix,
      help: "Do \(code)")
  }

  @Test(
    arguments: [
      ([FixGrade.safe], "'assay fix' repairs this."),
      ([.safe, .unsafe], "'assay fix --unsafe-fixes' repairs this."),
      ([nil], "A0: Do A0."),
      ([nil, nil], "A0: Do A0."),
      ([.safe, nil], "'assay fix' repairs A0. A1: Do A1."),
      ([nil, .unsafe, .safe], "'assay fix --unsafe-fixes' repairs A1, A2. A0: Do A0."),
    ] as [([FixGrade?], String)])
  func namesWhatHelps(fixes: [FixGrade?], expected: String) {
    let findings = fixes.enumerated().map { Self.finding("A\($0.offset)", $0.element) }
    #expect(RefusedRows(findings)?.advice == expected)
  }
}
