// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import LanguageModel
import Testing

@Suite struct GenerationFlagTests {
  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private func flags(_ line: String) throws -> GenerationFlags {
    try GenerationFlags.parse(words(line))
  }

  @Test func withoutOptionsAllIsAsInTheAPI() throws {
    let request = try flags("").request
    #expect(request.maximumTokens == 16 && request.count == 1 && request.candidates == 1)
    #expect(request.sampling.temperature == 1 && request.sampling.topP == 1)
    #expect(request.sampling.topK == nil && request.logprobs == nil)
    #expect(request.stops.isEmpty && request.sampling.logitBias.isEmpty)
    #expect(!request.isReproducible)
  }

  @Test func optionsGoToTheRequest() throws {
    let request = try flags(
      "--max-tokens 3 --temperature 0 --top-p 0.5 --top-k 2 -n 2 --best-of 4 --logprobs 5 --seed 9 "
        + "--frequency-penalty 0.1 --presence-penalty=-0.2 --logit-bias 7=-100 --logit-bias 8=1.5"
    ).request
    #expect(request.maximumTokens == 3 && request.count == 2 && request.candidates == 4)
    #expect(request.sampling.temperature == 0 && request.sampling.topP == 0.5)
    #expect(request.sampling.topK == 2 && request.logprobs == 5)
    #expect(request.sampling.frequencyPenalty == 0.1 && request.sampling.presencePenalty == -0.2)
    #expect(request.sampling.logitBias == [7: -100, 8: 1.5])
    #expect(request.sampling.seed == 9 && request.isReproducible)
  }

  /// Of texts that are drawn and not ranked there are as many as are asked for.
  @Test func candidatesAreTheTextsUnlessMoreAreAskedFor() throws {
    #expect(try flags("-n 3").request.candidates == 3)
    #expect(try flags("-n 3 --best-of 3").request.candidates == 3)
  }

  @Test(arguments: [
    (#"\n"#, "\n"), (#"\t"#, "\t"), (#"\\n"#, #"\n"#), (#"a\nb"#, "a\nb"), (#"end\"#, #"end\"#),
    (#"\x"#, "x"), (#"\\"#, #"\"#), ("plain", "plain"),
  ])
  func stopsAreWrittenWithEscapes(word: String, wanted: String) throws {
    #expect(try flags("--stop \(word)").request.stops == [Array(wanted.utf8)])
  }

  @Test(arguments: [
    ("--max-tokens=-1", "--max-tokens must be at least 0"), ("-n 0", "-n must be at least 1"),
    ("--top-k 0", "--top-k must be at least 1"),
    ("-n 3 --best-of 2", "--best-of must be at least 3"),
    ("--logprobs=-1", "--logprobs must be at least 0"),
    ("--temperature=-0.1", "--temperature must be at least 0"),
    ("--temperature inf", "--temperature must be at least 0 and finite"),
    ("--temperature nan", "--temperature must be at least 0 and finite"),
    ("--top-p 0", "--top-p must be over 0 and up to 1"),
    ("--top-p 1.01", "--top-p must be over 0 and up to 1"),
    ("--logit-bias 7", "'7' is not like 50256=-100"),
    ("--logit-bias x=1", "'x=1' is not like 50256=-100"),
    ("--logit-bias 7=100.5", "a bias from -100 to 100"),
    ("--logit-bias=-1=1", "must be a token's number"),
  ])
  func whatCannotBeIsRefused(line: String, reason: String) {
    let message = GenerationFlags.refusal(of: words(line))
    #expect(message.contains(reason), "\(message)")
  }

  @Test(arguments: ["--max-tokens 0", "--logprobs 0", "--temperature 0", "--top-p 1", "--top-k 1"])
  func theEdgesAreAllowed(line: String) throws {
    _ = try flags(line)
  }

  @Test func aBiasIsForATokenOfTheModel() throws {
    let flags = try flags("--logit-bias 9=1 --logit-bias 12=1")
    try flags.requireTokens(below: 13)
    let error = #expect(throws: AssayError.self) { try flags.requireTokens(below: 12) }
    #expect(error?.message == "--logit-bias: 12 is not a token")
    #expect(error?.remedy == "Tokens are numbers from 0 to 11")
    #expect(throws: AssayError.self) { try flags.requireTokens(below: 9) }
  }
}
