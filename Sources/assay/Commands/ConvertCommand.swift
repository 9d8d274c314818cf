// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Conversion
import JSON
import Platform
import Tables

/// `assay convert`: writes rows of one shape as rows of another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes rows of one shape as rows of another, such as Alpaca as messages.",
    discussion: """
      Examples:
        assay convert alpaca.jsonl chats.jsonl --to messages
        assay convert faq.csv pairs.jsonl --to prompt-completion
        assay convert dpo.jsonl better.jsonl --to messages --half better
        assay convert alpaca.json pairs.jsonl --to prompt-completion \\
          --prompt-template '{instruction}\\n\\n{input}'

      The shape of the input is found by its columns: messages, conversations (ShareGPT), \
      prompt and completion, Alpaca, Dolly, SQuAD, preferences, texts. What the new \
      shape cannot hold is left out, and listed at the end with the rows that have it.
      """)

  @Argument(help: "The file to read; - is standard input.", completion: .file())
  var input: String

  @Argument(
    help: "The file to write, whose name chooses its format; - is standard output, as JSON Lines.",
    completion: .file())
  var output: String

  @Option(help: "The shape of the new rows.")
  var to: ConversionTarget

  @OptionGroup(title: "Rows") var reading: InputOptions

  @Option(
    help: ArgumentHelp(
      "Makes the completion of columns, as --prompt-template makes the prompt.",
      valueName: "template"),
    transform: { try PromptTemplate(RuleOptions.unescaped($0)) })
  var completionTemplate: PromptTemplate?

  @Option(help: "Which answers of preferences to write; without it the better ones.")
  var half: PreferenceHalf?

  @Flag(help: "Write prompts and completions as lists of messages, as TRL reads them.")
  var conversational = false

  @Option(
    help: ArgumentHelp(
      "Columns to write as they are beside the example, with commas; all keeps all.",
      valueName: "columns"))
  var keep: String?

  @Option(help: "Write what was done and left out to this file, as JSON.", completion: .file())
  var report: String?

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    if output != "-", ConvertedForm(path: output) == nil {
      throw ValidationError(
        "the name '\(output)' says no format; end it in .jsonl, .json, .csv, .tsv or .xlsx")
    }
    if conversational, to != .promptCompletion {
      throw ValidationError("--conversational is for --to prompt-completion")
    }
    if reading.promptTemplate != nil, reading.givenPromptColumn != nil {
      throw ValidationError("--prompt-template and --prompt-column contradict each other")
    }
    if completionTemplate != nil, reading.givenCompletionColumn != nil {
      throw ValidationError("--completion-template and --completion-column contradict each other")
    }
  }

  func run() throws {
    try replacing.require([output, report], apartFrom: [input])
    let line = outputOptions.progressLine("converting")
    defer { line.finish() }
    let converting = try Converting(request)
    let file = try output == "-" ? nil : AtomicFile(path: output)
    let result = try converting.run { done, total in
      line.update(done: done, of: total)
    } write: { bytes throws(AssayError) in
      if let file { try file.write(bytes) } else { Terminal.printResult(bytes) }
    }
    try file?.commit()
    if let report {
      try AtomicFile.write(Array(result.json.indented.utf8), to: report)
    }
    line.finish()
    tell(result)
  }

  private func tell(_ result: ConversionResult) {
    outputOptions.say("read        \(Plural.counted(result.rowsIn, "row")) of \(result.shape)")
    if output != "-" {
      let rows = Plural.counted(result.rowsOut, "row")
      outputOptions.say("wrote       \(output): \(rows) of \(to.rawValue)")
    }
    for line in result.lines { outputOptions.say("left out    \(line)") }
    // The other forms are for other tools.
    if output != "-", [.messages, .promptCompletion].contains(to) {
      outputOptions.advise("assay lint \(ShellWord.quoted(output))")
    }
  }

  private var request: ConversionRequest {
    let form = output == "-" ? .jsonl : ConvertedForm(path: output) ?? .jsonl
    var request = ConversionRequest(input, to: to, form: form)
    request.reading = reading.reading
    request.promptColumn = reading.givenPromptColumn
    request.completionColumn = reading.givenCompletionColumn
    request.promptTemplate = reading.promptTemplate
    request.completionTemplate = completionTemplate
    request.half = half
    request.isConversational = conversational
    request.keepsAllColumns = keep == "all"
    request.keptColumns =
      keep == "all" ? [] : keep?.split(separator: ",").map(String.init) ?? []
    return request
  }
}

extension ConversionTarget: ExpressibleByArgument {}

extension PreferenceHalf: ExpressibleByArgument {}
