// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// The ids around a text, by each post-processor; the values are those of tokenizers 0.23.3.
@Suite struct TokenTemplateTests {
  private func template(_ stage: String) throws -> TokenTemplate {
    try DecoderReader.template(StageValue(stage))
  }

  private static let tokens = """
    "special_tokens": {"[C]": {"ids": [5]}, "[S]": {"ids": [6]}, "[M]": {"ids": [5, 6]}}
    """

  private func template(single: String) throws -> TokenTemplate {
    try template("{\"type\": \"TemplateProcessing\", \"single\": [\(single)], \(Self.tokens)}")
  }

  private func special(_ name: String) -> String { "{\"SpecialToken\": {\"id\": \"\(name)\"}}" }
  private let text = #"{"Sequence": {"id": "A"}}"#

  @Test func tokensStandBeforeAndBehindTheText() throws {
    let around = try template(single: "\(special("[C]")), \(text), \(special("[S]"))")
    #expect(around == TokenTemplate(before: [5], after: [6]))
    #expect(try template(single: "\(special("[M]")), \(text)") == TokenTemplate(before: [5, 6]))
    #expect(
      try template(single: "\(text), \(special("[S]")), \(special("[C]"))")
        == TokenTemplate(after: [6, 5]))
    #expect(try template(single: text) == TokenTemplate())
  }

  @Test(arguments: ["BertProcessing", "RobertaProcessing"])
  func olderKindsNameTheTwo(type: String) throws {
    let stage = "{\"type\": \"\(type)\", \"cls\": [\"[C]\", 5], \"sep\": [\"[S]\", 6]}"
    #expect(try template(stage) == TokenTemplate(before: [5], after: [6]))
  }

  @Test func bytesPutNothingAroundATextAndSequencesWhatTheirMembersPut() throws {
    #expect(try template(#"{"type": "ByteLevel"}"#) == TokenTemplate())
    #expect(try template("null") == TokenTemplate())
    let inner =
      "{\"type\": \"TemplateProcessing\", \"single\": [\(special("[C]")), \(text)], \(Self.tokens)}"
    let stage = "{\"type\": \"Sequence\", \"processors\": [{\"type\": \"ByteLevel\"}, \(inner)]}"
    #expect(try template(stage) == TokenTemplate(before: [5]))
  }
}
