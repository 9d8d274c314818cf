// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import AssayCore
package import LanguageModel

/// How text is generated.
package struct GenerationFlags: ParsableArguments {
  package init() {}

  @Option(
    name: .customLong("max-tokens"),
    help: "The most tokens to generate; without it 16, by a classifier those of its longest class.")
  package var givenMaxTokens: Int?

  private var maxTokens: Int { givenMaxTokens ?? 16 }

  @Option(help: "How freely tokens are chosen; 0 always takes the likeliest.")
  package var temperature = 1.0

  @Option(help: "Consider only the likeliest tokens that together have this probability.")
  package var topP = 1.0

  @Option(help: "Consider only this many of the likeliest tokens.")
  package var topK: Int?

  @Option(name: .customShort("n"), help: "How many texts to generate.")
  package var count = 1

  @Option(help: "Generate this many and keep the likeliest per token.")
  package var bestOf: Int?

  @Option(
    help: "Text that ends the generation; \\n and \\t are a line end and a tab. May be repeated.")
  package var stop: [String] = []

  @Option(help: "Taken off a token's logit for each time it was generated.")
  package var frequencyPenalty = 0.0

  @Option(help: "Taken off a token's logit once it was generated.")
  package var presencePenalty = 0.0

  @Option(help: ArgumentHelp("Added to a token's logit; may be repeated.", valueName: "id=bias"))
  package var logitBias: [String] = []

  @Option(help: "Report log-probabilities of the tokens and of this many of the likeliest.")
  package var logprobs: Int?

  @Option(help: "The same seed gives the same text.")
  package var seed: UInt64?

  package func validate() throws {
    let least: [(name: String, value: Int?, bound: Int)] = [
      ("--max-tokens", maxTokens, 0), ("-n", count, 1), ("--top-k", topK, 1),
      ("--logprobs", logprobs, 0), ("--best-of", bestOf, count),
    ]
    for (name, value, bound) in least {
      if let value, value < bound { throw ValidationError("\(name) must be at least \(bound)") }
    }
    guard temperature >= 0, temperature.isFinite else {
      throw ValidationError(
        "--temperature must be at least 0" + (temperature.isFinite ? "" : " and finite"))
    }
    guard topP > 0, topP <= 1 else { throw ValidationError("--top-p must be over 0 and up to 1") }
    _ = try biases()
  }

  /// What is asked for, for prompts that are still to be given.
  package var request: GenerationRequest {
    get throws {
      var request = GenerationRequest()
      request.sampling.temperature = temperature
      request.sampling.topP = topP
      request.sampling.topK = topK
      request.sampling.frequencyPenalty = frequencyPenalty
      request.sampling.presencePenalty = presencePenalty
      request.sampling.logitBias = try biases()
      request.sampling.seed = seed ?? .random(in: 0...(.max))
      request.isReproducible = seed != nil
      request.maximumTokens = maxTokens
      request.count = count
      request.candidates = bestOf ?? count
      request.stops = stop.map { Array(Self.unescaped($0).utf8) }
      request.logprobs = logprobs
      return request
    }
  }

  /// - Throws: when a bias is for a token that the model does not have.
  package func requireTokens(below count: Int) throws {
    guard let stray = try biases().keys.filter({ $0 >= count }).min() else { return }
    throw AssayError(
      "--logit-bias: \(stray) is not a token", remedy: "Tokens are numbers from 0 to \(count - 1)")
  }

  private func biases() throws -> [Int32: Double] {
    var biases: [Int32: Double] = [:]
    for text in logitBias {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let id = Int32(parts[0]), let bias = Double(parts[1]) else {
        throw ValidationError("--logit-bias '\(text)' is not like 50256=-100")
      }
      guard id >= 0, (-100...100).contains(bias) else {
        throw ValidationError(
          "--logit-bias '\(text)' must be a token's number and a bias from -100 to 100")
      }
      biases[id] = bias
    }
    return biases
  }

  private static func unescaped(_ text: String) -> String {
    var out = ""
    var escaped = false
    for character in text {
      if escaped {
        out += character == "n" ? "\n" : character == "t" ? "\t" : String(character)
      } else if character != "\\" {
        out.append(character)
      }
      escaped = !escaped && character == "\\"
    }
    return escaped ? out + "\\" : out
  }
}
