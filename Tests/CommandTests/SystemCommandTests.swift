// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import JSON
import Testing

@Suite struct SystemCommandTests {
  @Test func theMachineIsShown() throws {
    let folder = try TemporaryFolder()
    let shown = try BuiltBinary.run(["system"], in: folder.url)
    #expect(shown.status == 0 && shown.output.contains("\nCores "), "\(shown.output)")
    let json = try BuiltBinary.run(["system", "--json"], in: folder.url)
    let facts = try JSONParser.parse(Array(json.output.utf8), file: "system")
    #expect(
      facts.object?.members.map(\.key) == [
        "version", "cores", "available_memory", "bf16", "gpu", "models",
      ])
    #expect(facts["cores"]?.integer ?? 0 > 0 && facts["bf16"]?.bool != nil)
  }
}
