// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Tokenizer
import Training

/// How prompt/completion rows become examples for a model.
struct ExampleOptions: ParsableArguments {
  @OptionGroup var input: InputOptions

  @Option(
    help: """
      Rows with more tokens than the model has positions: error, truncate (the prompt, from its \
      left) or drop.
      """)
  var overLength = LengthPolicy.error

  /// A reader for a model of so many positions.
  func reader(positions: Int, tokenizer: GPT2Tokenizer) -> ExampleReader {
    ExampleReader(
      promptColumn: input.promptColumn, completionColumn: input.completionColumn,
      maximumTokens: positions, lengthPolicy: overLength, encode: tokenizer.encode)
  }

  /// A reader of corpora.
  func corpusReader(blockSize: Int, tokenizer: GPT2Tokenizer) -> CorpusReader {
    CorpusReader(
      promptColumn: input.promptColumn, completionColumn: input.completionColumn,
      blockSize: blockSize, endOfText: tokenizer.endOfText, encode: tokenizer.encode)
  }
}

extension LengthPolicy: ExpressibleByArgument {}
