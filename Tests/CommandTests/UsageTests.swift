// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@Suite struct UsageTests {
  @Test func unknownOptionsEndWithStatus2() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(["--nonsense"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--nonsense"))
    #expect(outcome.output == "")
  }
}
