// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import JSON
package import Workflows

/// The parameters of transformers' `generate`; what is not given is as the model's files say, else as
/// there.
package struct GenerateOptions: ParsableArguments {
  package init() {}

  @Option(help: "The most tokens of prompt and text together; without it 20.")
  package var maxLength: Int?

  @Option(help: "The most tokens of the text, whatever the prompt has.")
  package var maxNewTokens: Int?

  @Option(help: "The fewest tokens of prompt and text together.")
  package var minLength: Int?

  @Option(help: "The fewest tokens of the text.")
  package var minNewTokens: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "Draw tokens at random, or always take the likeliest; without it as the model says.")
  package var doSample: Bool?

  @Option(help: "With --do-sample, how freely tokens are drawn; without it 1.")
  package var temperature: Double?

  @Option(
    help: "With --do-sample, draw from so many of the likeliest tokens; without it 50, 0 for all.")
  package var topK: Int?

  @Option(
    help: "With --do-sample, draw from the likeliest tokens that together have this probability.")
  package var topP: Double?

  @Option(
    help: "With --do-sample, draw from tokens with this share of the likeliest's probability.")
  package var minP: Double?

  @Option(help: "Above 1 makes tokens less likely that were in prompt or text.")
  package var repetitionPenalty: Double?

  @Option(help: "No run of so many tokens comes twice.")
  package var noRepeatNgramSize: Int?

  @Option(help: "Texts for each prompt; more than one needs --do-sample or as many beams.")
  package var numReturnSequences: Int?

  @Option(
    help:
      "Look for the likeliest text with so many texts under way; without it 1. With --do-sample their continuations are drawn."
  )
  package var numBeams: Int?

  @Option(help: "With beams, above 0 favors long texts, below 0 short ones; without it 1.")
  package var lengthPenalty: Double?

  @Option(
    help:
      "With beams, whether to end once there are as many texts: true, false or never, which also looks at how long texts may get."
  )
  package var earlyStopping: String?

  package func validate() throws {
    if let fault = parameters.fault { throw ValidationError(fault) }
  }

  package var parameters: GenerationParameters {
    var parameters = GenerationParameters()
    parameters[.doSample] = doSample.map { .bool($0) }
    let whole: [(GenerationParameter, Int?)] = [
      (.maximumLength, maxLength), (.maximumNewTokens, maxNewTokens), (.minimumLength, minLength),
      (.minimumNewTokens, minNewTokens), (.topK, topK), (.noRepeatSize, noRepeatNgramSize),
      (.sequences, numReturnSequences), (.beams, numBeams),
    ]
    for (name, value) in whole { parameters[name] = value.map { .integer($0) } }
    let numbers: [(GenerationParameter, Double?)] = [
      (.temperature, temperature), (.topP, topP), (.minimumP, minP),
      (.repetitionPenalty, repetitionPenalty), (.lengthPenalty, lengthPenalty),
    ]
    for (name, value) in numbers { parameters[name] = value.map { .number($0) } }
    parameters[.earlyStopping] = earlyStopping.map { text in
      ["true": true, "false": false][text] ?? .string(text)
    }
    return parameters
  }
}
