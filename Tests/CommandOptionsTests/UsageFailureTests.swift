// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Testing

/// What is said of command lines that cannot be read, with a small program in place of assay.
@Suite struct UsageFailureTests {
  struct Tool: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tool", version: "1",
      subcommands: [Lint.self, Train.self, Eval.self, Predict.self, Models.self, Hidden.self])
  }

  struct Lint: ParsableCommand {
    @Argument var file: String
    @Option(name: .shortAndLong) var output: String?
    @Flag var unsafeFixes = false
  }

  struct Train: ParsableCommand {
    @Option(name: [.short, .customLong("training-file")]) var trainingFile: String?
    @Option var epochs: Int?
    @Option var learningRate: Double?
    @Option(help: .init(valueName: "auto|cpu|cuda[:N]")) var device: Device?
    @Option(transform: { throw ValidationError("no time is '\($0)'") }) var budget: Int?
    @Option(transform: { throw ValidationError("--rows takes a count, not '\($0)'") }) var rows:
      Int?
  }

  enum Device: ExpressibleByArgument {
    case auto

    init?(argument: String) {
      guard argument == "auto" else { return nil }
      self = .auto
    }
  }

  struct Eval: ParsableCommand {
    @Option(name: .shortAndLong) var file: String?
  }

  struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
      discussion: "Labels rows.\n\nExamples:\n  tool predict -m first new.csv\n")
    @Option(name: .shortAndLong, help: "A model of the store, or a GPT-2.") var model: String
    @Argument var file: String?
  }

  struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(subcommands: [Delete.self, Show.self])
  }

  struct Delete: ParsableCommand { @Argument var name: String }
  struct Show: ParsableCommand { @Argument var name: String }
  struct Hidden: ParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)
  }

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private func unknownWord(_ line: String) -> String? {
    UsageFailure(words(line), of: Tool.self).unknownWord?.description
  }

  @Test(arguments: [
    ("lnit x.csv", "tool has no command 'lnit'. Did you mean tool lint?"),
    ("models delet x", "tool models has no command 'delet'. Did you mean tool models delete?"),
    ("models rm x", "tool models has no command 'rm'. Did you mean tool models delete?"),
    ("models get x", "tool models has no command 'get'. Did you mean tool models show?"),
    ("qqqqq", "tool has no command 'qqqqq'. The commands are lint, train, eval, predict, models"),
    ("x.csv", "tool has no command 'x.csv'. A command comes first: assay lint x.csv"),
    ("validate x", "tool has no command 'validate'. What you want is here: assay lint FILE"),
    ("ls", "tool has no command 'ls'. What you want is here: assay models list"),
    ("start", "tool has no command 'start'. What you want is here: assay serve"),
    (
      "prepare_data -f x",
      "tool has no command 'prepare_data'. What you want is here: assay fix FILE --profile openai"
    ),
    ("api models.list", "tool has no command 'api'. What you want is here: assay models list"),
    ("help lnit", "tool has no command 'lnit'. Did you mean tool lint?"),
    (
      "lint x \u{2014}output y",
      "'\u{2014}output' starts with a dash that is not a hyphen. Write --output"
    ),
    ("lint x \u{2212}o y", "'\u{2212}o' starts with a dash that is not a hyphen. Write -o"),
    (
      "lint \u{2013}-output=y",
      "'\u{2013}-output=y' starts with a dash that is not a hyphen. Write --output"
    ),
  ])
  func aStrayWordIsNamedWithWhatWasMeant(line: String, wanted: String) {
    #expect(unknownWord(line) == wanted)
  }

  @Test(arguments: [
    "", "lint x", "models show y", "--version", "help", "help models show", "hidden",
    "lint \u{2014}nothing", "models", "lint --help",
  ])
  func whatTheParserCanTellIsLeftToIt(line: String) {
    #expect(unknownWord(line) == nil)
  }

  private func failure(_ line: String) -> String {
    do {
      _ = try Tool.parseAsRoot(words(line))
      return "it was read"
    } catch {
      let text = Tool.fullMessage(for: error)
      return UsageFailure(words(line), of: Tool.self).failure(text).description
    }
  }

  @Test(arguments: [
    ("lint x --outptu y", "tool lint has no option '--outptu'. Did you mean --output?"),
    (
      "lint x --unsafe_fixes",
      "tool lint has no option '--unsafe_fixes'. Did you mean --unsafe-fixes?"
    ),
    ("train --lr 1", "tool train has no option '--lr'. Did you mean --learning-rate?"),
    (
      "train --num_train_epochs 1",
      "tool train has no option '--num_train_epochs'. Did you mean --epochs?"
    ),
    (
      "lint x --epochs 3",
      "tool lint has no option '--epochs'. --epochs is an option of assay train"
    ),
    (
      "lint x --train", "tool lint has no option '--train'. It is a command of its own: assay train"
    ),
    (
      "lint --file x",
      "tool lint has no option '--file'. The file stands without --file: tool lint FILE"
    ),
    (
      "lint x --qqqqqqqq",
      "tool lint has no option '--qqqqqqqq'. tool lint --help lists its options"
    ),
    ("-v", "tool has no option '-v'. Did you mean --version?"),
    ("train x.jsonl", "'x.jsonl' stands without its option. Did you mean assay train -t x.jsonl?"),
    (
      "eval x.jsonl",
      "'x.jsonl' stands without its option. Did you mean assay eval -m MODEL -f x.jsonl?"
    ),
    (
      "eval some-model",
      "'some-model' stands without its option. Did you mean assay eval -m some-model -f FILE?"
    ),
    ("train -m nano x.jsonl", "'x.jsonl' stands without its option. Did you mean -t x.jsonl?"),
    ("eval -m some-model x.csv", "'x.csv' stands without its option. Did you mean -f x.csv?"),
  ])
  func anUnknownOptionIsNamedWithWhatWasMeant(line: String, wanted: String) {
    #expect(failure(line).hasPrefix(wanted), "\(failure(line))")
  }

  @Test(arguments: [
    ("train --epochs x", "it must be a number"),
    ("train --epochs 1.5", "it must be a whole number"),
    ("train --epochs=-1.5", "it must not be negative"),
    ("train --epochs 9300000000000000000", "it must be a smaller number"),
    ("train --epochs 9e18", "it must be a whole number"),
    ("train --device gpu", "give auto, cpu or cuda[:N]"),
  ])
  func aValueThatIsNoNumberIsToldWhatWasExpected(line: String, wanted: String) {
    #expect(failure(line).contains(": \(wanted)"), "\(failure(line))")
  }

  /// What the option itself says of its value is all that is said.
  @Test func aReasonThatIsGivenStands() {
    let said = failure("train --budget x")
    #expect(said.contains("no time is 'x'") && !said.contains("it must be"), "\(said)")
  }

  /// What is missing is told in the words of the help, with a line that has it.
  @Test(arguments: [
    (
      "predict",
      "tool predict needs --model <model>: a model of the store, or a GPT-2. "
        + "For example: tool predict -m first new.csv"
    ),
    (
      "predict m2 new.csv",
      "tool predict needs --model <model>: a model of the store, or a GPT-2. "
        + "Did you mean tool predict -m m2 new.csv?"
    ),
    (
      "predict new.csv",
      "tool predict needs --model <model>: a model of the store, or a GPT-2. "
        + "Did you mean tool predict -m MODEL new.csv?"
    ),
    ("models delete", "tool models delete needs <name>. tool models delete --help tells"),
    ("lint -f x.csv", "tool lint has no option '-f'. The file stands without -f: tool lint FILE"),
  ])
  func whatIsMissingIsToldWithAnExample(line: String, wanted: String) {
    #expect(failure(line).hasPrefix(wanted), "\(failure(line))")
  }

  /// A reason that begins with the option's name is said once.
  @Test func aReasonThatNamesTheOptionIsSaidOnce() {
    #expect(
      failure("train --rows x").hasPrefix("--rows takes a count, not 'x'"),
      "\(failure("train --rows x"))")
  }

  @Test func aValueBehindAFlagIsNamed() {
    #expect(
      failure("lint x --unsafe-fixes 0.5")
        == "'0.5' stands behind --unsafe-fixes, which takes no value. "
        + "Leave it out, or name the option that it is for")
    #expect(failure("lint x y").hasPrefix("Unexpected argument 'y'"))
  }
}
