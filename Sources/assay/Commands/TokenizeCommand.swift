// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import Platform
import Tokenizer

/// `assay tokenize`: token ids of text, and the way back.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Turns text into token ids, or counts them, or turns ids back into text.",
    discussion: """
      Each line of the file is one text; its ids are printed on one line. The names of special and \
      added tokens, such as <|endoftext|>, are ordinary text here, unless --special-tokens is given; \
      lint, train, eval, complete and serve read them as these tokens, as transformers does.

      Examples:
        assay tokenize --text "The elf queen"
        assay tokenize --count book.txt
        assay tokenize --tokenizer gpt-4o --count book.txt
        assay tokenize --special-tokens --text "yes<|endoftext|>"
        assay tokenize --json strings.jsonl > ids.jsonl
        assay tokenize --decode --json ids.jsonl
        # {"input_ids": ..., "attention_mask": ...}
        assay tokenize --format json --padding left prompts.txt
      """)

  /// The form of the result.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// Ids alone, a line for each text.
    case ids
    /// One object for all texts, as a tokenizer of transformers gives when it is called.
    case json
  }

  @Argument(help: "The file to read; - is standard input.")
  var file: String?

  @Option(help: "Take this text instead of a file; may be repeated.")
  var text: [String] = []

  @Flag(help: "Lines are JSON: strings in and arrays of ids out, or with --decode the inverse.")
  var json = false

  @Flag(help: "From ids to text.")
  var decode = false

  @Flag(help: "Print how many tokens the whole file has; with --json, how many each string has.")
  var count = false

  @Flag(
    help: "Read the names of special and added tokens as these tokens, as all other commands do.")
  var specialTokens = false

  @Flag(help: "Take the whole file as one text, with its line ends.")
  var document = false

  @Option(
    help: "ids, a line for each text; or json, one object with input_ids and attention_mask of all."
  )
  var format = Format.ids

  @Option(
    help: """
      With --format json, fill up shorter texts with the end-of-text token on this side: left or right.
      """)
  var padding: PaddingSide?

  @OptionGroup var tokenizerOptions: TokenizerOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard (file == nil) != text.isEmpty else {
      throw ValidationError("give a file, - for standard input, or a text with --text")
    }
    guard !(document && (json || decode || !text.isEmpty)) else {
      throw ValidationError("--document goes with a file of plain text.")
    }
    guard format == .json || padding == nil else {
      throw ValidationError("--padding goes with --format json.")
    }
    guard format == .ids || !(decode || count || document) else {
      throw ValidationError("--format json goes with texts or lines, from text to ids.")
    }
    guard !(decode && (count || !text.isEmpty)) else {
      throw ValidationError("--decode needs a file of ids and prints text.")
    }
  }

  func run() throws {
    if let file, file != "-", !Files.exists(file) {
      throw AssayError(
        "there is no file '\(file)'",
        remedy: "For a text: assay tokenize --text \(ShellWord.quoted(file))")
    }
    guard format == .ids else { return try printBatch() }
    let stream = TokenStream(
      try tokenizerOptions.load(), readsAddedTokens: specialTokens, write: Terminal.write(result:))
    for text in text { try stream.encode(text: text, countsOnly: count) }
    if let file { try run(stream, on: try LineReader(path: file)) }
    try stream.finish()
  }

  /// Prints the ids of all texts as one object.
  private func printBatch() throws {
    let tokenizer = try tokenizerOptions.load()
    let reader = TextBatchReader(tokenizer, readsAddedTokens: specialTokens)
    let texts =
      try text.isEmpty
      ? reader.encode(LineReader(path: file ?? "-"), areJSON: json) : text.map(reader.encode)
    let batch = TokenBatch(texts, padding: padding, padToken: tokenizer.endOfText)
    let result = text.count == 1 ? batch.jsonOfSingle ?? batch.json : batch.json
    Terminal.printResult(result.text() + "\n")
  }

  private func run(_ stream: TokenStream, on reader: LineReader) throws(AssayError) {
    switch (decode, json, count) {
    case (true, _, _): try stream.decodeLines(of: reader, json: json)
    case (_, true, _): try stream.encodeJSONLines(of: reader, countsOnly: count)
    case (_, _, true): try stream.countDocument(reader)
    default: try document ? stream.encodeDocument(reader) : stream.encodeLines(of: reader)
    }
  }
}
