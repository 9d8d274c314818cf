// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Console
import Tokenizer

/// `assay detokenize`: the same as `assay tokenize --decode`.
struct DetokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detokenize",
    abstract: "Turns token ids back into text.",
    discussion: """
      Examples:
        assay detokenize ids.txt
        assay detokenize --json ids.jsonl
      """,
    shouldDisplay: false)

  @Argument(help: "The file of ids, one text a line; - is standard input.")
  var file: String

  @Flag(help: "Lines are JSON: arrays of ids in, strings out.")
  var json = false

  @OptionGroup var tokenizerOptions: TokenizerOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let stream = TokenStream(try tokenizerOptions.load(), write: Terminal.write(result:))
    try stream.decodeLines(of: try LineReader(path: file), json: json)
    try stream.finish()
  }
}
