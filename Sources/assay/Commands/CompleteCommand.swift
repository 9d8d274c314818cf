// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import ChatTemplates
import CommandOptions
import Console
import Dataset
import LanguageModel
import ModelStore
import Platform
import Tokenizer
import Workflows

/// `assay complete`: continues a prompt.
struct CompleteCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Continues a prompt with a model.",
    discussion: """
      What is not given is as in OpenAI's API, whatever generation_config.json of the model says of \
      temperature, top_p or lengths; of that file its eos_token_id counts, a number or a list, in each of \
      which a text ends. assay generate takes all of it.

      Examples:
        assay complete -m runs/banking -p "My card has not arrived ->" \\
          --temperature 0 --max-tokens 1
        assay complete -m gpt2 -p "The elf queen" --stop "\\n" --stream
        assay complete -m runs/talks --chat -p "Where is my card?" --max-tokens 80
        echo -n "Question: why?" | assay complete -m gpt2 -p - -n 3 --seed 7 \\
          --format json
      """)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Option(name: .shortAndLong, help: "The text to continue; - reads it from standard input.")
  var prompt: String

  @Flag(
    help: """
      Take the prompt as what a user says, or as messages in JSON, written by the model's chat template.
      """)
  var chat = false

  @Option(help: "What stands before it in a chat.")
  var system: String?

  @Option(help: "Another chat template: a .jinja file, a tokenizer_config.json or a folder.")
  var chatTemplate: String?

  @Flag(help: "Print the text as it is generated.")
  var stream = false

  @Flag(help: "Print the prompt too.")
  var echo = false

  @Option(help: "The form of the result.")
  var format = Format.text

  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup var generation: GenerationFlags
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard chat || (system == nil && chatTemplate == nil) else {
      throw ValidationError("--system and --chat-template go with --chat.")
    }
    guard !stream || (format == .text && generation.count == 1 && generation.bestOf == nil) else {
      throw ValidationError("--stream goes with one text in the format text.")
    }
  }

  func run() throws {
    try pulling.fetch(model, outputOptions)
    let folder = try ModelReference.folder(of: model)
    try LinearModelFile.requireNone(in: folder, name: model)
    let loaded = try LoadedModel(directory: folder, findBase: ModelReference.findBase)
    var prompt = prompt == "-" ? Self.standardInput() : self.prompt
    let conversation = try chat ? conversation(prompt, loaded, folder: folder) : nil
    prompt = conversation?.text ?? prompt
    let advice = try ClassifierAdvice(model, folder: folder, loaded: loaded, prompt: prompt)
    try advice?.requireWriter()
    try computing.apply(to: loaded.model, output: outputOptions)
    if let advice { outputOptions.say(advice.note) }
    var request = try generation.request
    if generation.givenMaxTokens == nil, let most = advice?.longestClass {
      request.maximumTokens = most
    }
    let doubt = PromptDoubt(try ModelRecord(folder: folder))
    let doubts =
      conversation == nil
      ? doubt.sentences(about: [prompt], stops: request.stops, limit: request.maximumTokens)
      : [doubt.sentenceAboutChat].compactMap { $0 }
    for doubt in doubts { outputOptions.say("warning: \(VisibleText.escaped(doubt))") }
    try generation.requireTokens(below: loaded.model.configuration.vocabularySize)
    request.prompts = [loaded.tokenizer.encodePrompt(prompt)]
    request.stops += conversation?.stops ?? []
    request.echoes = echo
    let texts = try GenerationEngine.generate([request], with: loaded) { _, content in
      if stream, case .text(_, let piece) = content { Terminal.printResult(piece.text) }
    }[0]
    guard !stream else { return Terminal.printResult("\n") }
    let printer = CompletionPrinter(model: model, tokenizer: loaded.tokenizer)
    Terminal.printResult(format == .json ? printer.json(texts) : printer.text(texts))
  }

  private func conversation(
    _ said: String, _ loaded: LoadedModel, folder: String
  ) throws(AssayError) -> ChatPrompt {
    let endToken = loaded.tokenizer.name(of: loaded.tokenizer.endOfText)
    let template = try ChatTemplate.chosen(
      chatTemplate, modelFolder: folder, endToken: endToken)
    return try ChatPrompt(said, system: system, by: template, endToken: endToken)
  }

  private static func standardInput() -> String {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }
}
