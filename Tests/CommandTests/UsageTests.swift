// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@Suite struct UsageTests {
  @Test func unknownOptionsEndWithStatus2() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(["--nonsense"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--nonsense"))
    #expect(outcome.output == "")
  }

  private static let misspelled: [(line: String, message: String)] = [
    ("lnit x.csv", "error: assay has no command 'lnit'. Did you mean assay lint?\n"),
    (
      "models pul gpt2",
      "error: assay models has no command 'pul'. Did you mean assay models pull?\n"
    ),
    ("jobs creat", "error: assay jobs has no command 'creat'. Did you mean assay jobs create?\n"),
    ("xyzzy", "error: assay has no command 'xyzzy'. The commands are run, lint, fix, predict, "),
    (
      "tools fine_tunes.prepare_data -f x.jsonl -q",
      "error: assay has no command 'tools'. What you want is here: assay fix FILE --profile openai\n"
    ),
    (
      "openai api fine_tunes.create -t x",
      "What you want is here: assay train -t FILE, or assay jobs create"
    ),
    ("api completions.create -m x", "What you want is here: assay complete -m MODEL -p PROMPT\n"),
    ("validate x.jsonl", "What you want is here: assay lint FILE\n"),
    (
      "train -t x --num_train_epochs 3",
      "error: assay train has no option '--num_train_epochs'. Did you mean --epochs?\n"
    ),
    ("train -t x --lr 3e-5", "Did you mean --learning-rate?\n"),
    ("train -t x --learning_rate 1", "Did you mean --learning-rate?\n"),
    ("train -t x --per_device_train_batch_size=8", "Did you mean --batch-size?\n"),
    ("train -t x --epoch 3", "Did you mean --epochs?\n"),
    ("train -t x --output_dir y", "Did you mean --output?\n"),
    ("complete -m x -p y --max_new_tokens 5", "Did you mean --max-tokens?\n"),
    ("complete -m x -p y --num_return_sequences 5", "Did you mean -n?\n"),
    (
      "lint x --yes",
      "error: assay lint has no option '--yes'. --yes is an option of assay run, assay fix\n"
    ),
    ("models rm x", "error: assay models has no command 'rm'. Did you mean assay models delete?\n"),
    ("models ls", "Did you mean assay models list?\n"),
    ("jobs logs x", "Did you mean assay jobs follow?\n"),
    ("-v", "error: assay has no option '-v'. Did you mean --version?\n"),
    ("--fix x.csv", "error: assay has no option '--fix'. It is a command of its own: assay fix\n"),
    ("lint x.csv --fix", "It is a command of its own: assay fix\n"),
    ("x.csv", "error: assay has no command 'x.csv'. A command comes first: assay lint x.csv\n"),
    (
      "train x.jsonl --epochs 2",
      "error: 'x.jsonl' stands without its option. Did you mean assay train -t x.jsonl?\n"
    ),
    ("eval x.jsonl", "Did you mean assay eval -m MODEL -f x.jsonl?\n"),
    ("eval runs/first x.jsonl", "Did you mean assay eval -m runs/first -f x.jsonl?\n"),
    ("train --train_file x", "error: assay train has no option '--train_file'. Did you mean"),
    ("help lnit", "error: assay has no command 'lnit'. Did you mean assay lint?\n"),
    (
      "help models pul",
      "error: assay models has no command 'pul'. Did you mean assay models pull?\n"
    ),
    ("version", "error: assay has no command 'version'. What you want is here: assay --version\n"),
    (
      "api files.list",
      "What you want is here: assay serve, and the tool itself with OPENAI_API_BASE="
    ),
    ("embeddings.create", "What you want is here: assay embed -m MODEL --text TEXT\n"),
    (
      "fix -f x.csv",
      "error: assay fix has no option '-f'. The file stands without -f: assay fix FILE\n"
    ),
    ("predict -m x --file y", "The file stands without --file: assay predict FILE\n"),
    (
      "lint x --disable SEP",
      "error: assay lint has no option '--disable'. Did you mean --ignore?\n"
    ),
    ("lint x --exit-zero", "Did you mean --fail-on?\n"),
    (
      "lint \u{2014}format json x",
      "error: '\u{2014}format' starts with a dash that is not a hyphen. Write --format\n"
    ),
    (
      "complete \u{2013}m x",
      "error: '\u{2013}m' starts with a dash that is not a hyphen. Write -m\n"
    ),
    ("predict x --over-length drop", "is an option of assay train, assay tune\n"),
    (
      "stats x --qqqqqqqq",
      "assay stats has no option '--qqqqqqqq'. assay stats --help lists its options\n"
    ),
  ]

  private static let outOfRange: [(line: String, message: String)] = [
    ("train -t x --epochs -1", "error: --epochs must be at least 1\n"),
    ("train -t x --epochs 0", "error: --epochs must be at least 1\n"),
    ("train -t x --learning-rate -1e-5", "error: --learning-rate must not be negative\n"),
    ("train -t x --dropout 1.5", "error: --dropout must be at least 0 and less than 1\n"),
    ("train -t x --learning-rate nan", "error: --learning-rate must be a finite number\n"),
    (
      "train -t x --classification-n-classes 2",
      "--classification-n-classes goes with --compute-classification-metrics\n"
    ),
    ("train -t x --classification-betas 1", "goes with --compute-classification-metrics\n"),
    (
      "train -t x -v y --compute-classification-metrics --classification-n-classes -2",
      "error: --classification-n-classes must be at least 2\n"
    ),
    ("lint x --max-tokens 0", "error: --max-tokens must be at least 1\n"),
    ("fix x --max-tokens -1", "error: --max-tokens must be at least 1\n"),
    ("stats x --prompt-template {a", "error: The value '{a' is invalid for '--prompt-template"),
    ("complete -m x -p y --temperature -1", "error: --temperature must be at least 0"),
    ("complete -m x -p y --top-p 2", "error: --top-p must be over 0 and up to 1\n"),
    ("complete -m x -p y -n -1", "error: -n must be at least 1\n"),
    ("complete -m x -p y --logprobs -3", "error: --logprobs must be at least 0\n"),
    ("complete -m x -p y --max-tokens -3", "error: --max-tokens must be at least 0\n"),
    ("eval -m a -f b --bootstrap -3", "error: --bootstrap is -3"),
    ("eval -m a -f b --threshold -0.5", "error: --threshold is -0.5"),
    ("score -m a -f b --top-logprobs -1", "error: --top-logprobs must be from 0 to 100\n"),
    ("assess x --folds -5", "error: --folds must be from 2 to 20\n"),
    ("fix x --valid-fraction -0.5", "error: --valid-fraction"),
    ("serve --port -1", "error: --port must be from 0 to 65535\n"),
    ("train -t x --epochs many", "error: The value 'many' is invalid for '--epochs <epochs>'"),
    ("serve --port http", "'http' is invalid for '--port <port>': it must be a number\n"),
    (
      "complete -m x -p y --seed -5",
      "'-5' is invalid for '--seed <seed>': it must not be negative\n"
    ),
    ("fix x --seed 1.5", "'1.5' is invalid for '--seed <seed>': it must be a whole number\n"),
    ("lint x --sample 99999999999999999999", "it must be a smaller number\n"),
    ("complete -m x -p y --logit-bias 5", "error: --logit-bias '5' is not like 50256=-100\n"),
    ("complete -m x -p y --logit-bias 5=101", "a token's number and a bias from -100 to 100\n"),
    ("train -t x --epochs", "error: Missing value for '--epochs <epochs>'"),
    ("lint", "error: assay lint needs <files>: files, folders with all CSV"),
  ]

  @Test(arguments: misspelled + outOfRange)
  func whatIsMeantIsNamed(line: String, message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(line.split(separator: " ").map(String.init), in: folder.url)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
  }

  @Test func aHostThatIsNotKnownIsNamed() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["serve", "--host", "a..b", "--port", "0", "--data-dir", "data"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("error: cannot serve on a..b: no such host is known. Give --host"))
    #expect(!outcome.errors.contains("Cancellation"))
  }

  /// A dash that begins a text is none of an option.
  @Test func textsMayStartWithADash() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["tokenize", "--text", "\u{2014}dash"], in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let unnamed = try BuiltBinary.run(["lint", ""], in: folder.url)
    #expect(unnamed.errors.hasPrefix("error: the name of the file is empty"))
  }

  /// All commands that `assay --help` and the help of its groups list.
  private static func commands(_ folder: TemporaryFolder) throws -> [[String]] {
    func listed(_ words: [String]) throws -> [String] {
      let help = try BuiltBinary.run(words + ["--help"], in: folder.url).output
      let lines = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().joined(separator: "\n")
      return lines.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
        // The line below the list: See 'assay help <subcommand>'.
        .filter { $0 != "See" }
    }
    return try listed([]).flatMap { name in
      let below = try listed([name])
      return below.isEmpty ? [[name]] : below.map { [name, $0] }
    }
  }

  /// What the contract of the command line promises for each of them.
  @Test("Row 70: every command has examples and the usual options")
  func everyCommandHasExamplesAndTheUsualOptions() throws {
    let folder = try TemporaryFolder()
    let commands = try Self.commands(folder)
    #expect(commands.count > 20)
    for words in commands {
      let help = try BuiltBinary.run(words + ["--help"], in: folder.url).output
      for part in ["Examples:", "--quiet", "--verbose", "--no-color", "assay \(words[0])"] {
        #expect(help.contains(part), "\(words): \(part)")
      }
    }
  }

  /// Prose is broken where a line is full and nowhere else, and nothing is wider than a terminal.
  @Test func helpFitsATerminal() throws {
    let folder = try TemporaryFolder()
    for words in try Self.commands(folder) {
      let help = try BuiltBinary.run(
        words + ["--help"], in: folder.url, environment: ["COLUMNS": "80"]
      ).output
      let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(words): \(lines.filter { $0.count > 80 })")
      let prose = lines.prefix { !$0.hasPrefix("USAGE:") }
      for (line, next) in zip(prose, prose.dropFirst())
      where !line.isEmpty && !line.hasPrefix(" ") && next.first?.isLetter == true
        && line != "Examples:" && next != "Examples:"
      {
        let word = next.prefix { $0 != " " }
        #expect(line.count + 1 + word.count > 78, "\(words): \(line)")
      }
    }
  }

  /// A line that a terminal of 80 columns breaks cannot be copied.
  @Test func examplesStandOnOneLine() throws {
    let folder = try TemporaryFolder()
    for words in try Self.commands(folder) {
      let help = try BuiltBinary.run(
        words + ["--help"], in: folder.url, environment: ["COLUMNS": "400"]
      ).output
      let examples = help.components(separatedBy: "Examples:\n").dropFirst().joined(separator: "\n")
      let lines = examples.components(separatedBy: "USAGE:")[0].split(separator: "\n")
        .filter { $0.hasPrefix("  ") }
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(words): \(lines.filter { $0.count > 80 })")
    }
  }
}
