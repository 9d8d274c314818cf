// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import HTTPTypes
import JSON
import LanguageModel
import Testing

@testable import Service

/// A prompt that does not end as those of the model's training file is told of.
@Suite struct CompletionWarningTests {
  /// A service with a model whose record knows a separator.
  private static func service(separator: String) throws -> (TestService, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let shape = GPT2Configuration(positions: 64, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.url.path)
    let record: JSONValue = ["separator": .string(separator)]
    try folder.write(record.text(), to: "assay.json")
    return (try TestService { $0.baseModels["tuned"] = folder.url.path }, folder)
  }

  private static func warning(
    _ service: TestService, _ prompt: JSONValue, model: String = "tuned", stream: Bool = false
  ) async throws -> String? {
    let reply = try await service.send(
      .post, "/v1/completions",
      json: [
        "model": .string(model), "prompt": prompt, "max_tokens": 1, "stream": .bool(stream),
      ])
    #expect(reply.status == 200, "\(reply.text)")
    return reply.headers["assay-warning"]
  }

  @Test("Rows 10, 13: another use than the model was trained for is said")
  func theWarningIsInTheHeaders() async throws {
    let (service, folder) = try Self.service(separator: "\n\n→\n")
    for stream in [false, true] {
      let found = try await Self.warning(service, ["fine\n\n→\n", "not fine"], stream: stream)
      #expect(found?.hasPrefix("the prompt does not end in `\\n\\n<U+2192>\\n`") == true)
      #expect(try await Self.warning(service, "fine\n\n→\n", stream: stream) == nil)
    }
    // Nobody knows how these should end.
    #expect(try await Self.warning(service, [[464, 23878]]) == nil)
    #expect(try await Self.warning(service, "no", model: "nano") == nil)
    withExtendedLifetime(folder) {}
  }
}
