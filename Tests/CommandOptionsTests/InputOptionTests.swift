// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Dataset
import Tables
import Testing
import Workflows

@Suite struct InputOptionTests {
  @Test func withoutOptionsFilesAreReadAsTheyAre() throws {
    let input = try InputOptions.parse([])
    #expect(input.promptColumn == "prompt" && input.completionColumn == "completion")
    #expect(input.reading.hasHeader && input.reading.headerLine == nil)
    #expect(input.reading.format == nil && input.reading.encoding == .utf8)
    #expect(input.templated.template == nil)
    #expect(input.rows.promptColumn == nil && input.rows.completionColumn == nil)
  }

  @Test func whatIsAskedForReachesTheReader() throws {
    let input = try InputOptions.parse([
      "--prompt-column", "q", "--completion-column", "a", "--sheet", "two", "--input-format",
      "tsv", "--encoding", "latin-1", "--header-line", "1",
    ])
    #expect(input.promptColumn == "q" && input.completionColumn == "a")
    #expect(input.reading.format == .tsv && input.reading.sheet == "two")
    #expect(input.reading.encoding != .utf8 && input.reading.headerLine == 1)
    #expect(input.rows.promptColumn == "q" && input.rows.completionColumn == "a")
    #expect(try !InputOptions.parse(["--no-header"]).reading.hasHeader)
  }

  @Test func aTemplateMakesThePromptOfColumns() throws {
    let input = try InputOptions.parse(["--prompt-template", #"{a}\n{b}"#])
    #expect(input.promptTemplate?.text == "{a}\n{b}")
    #expect(input.templated.template != nil && input.reading.template == nil)
  }

  @Test func textsAreReadAsRowsAre() throws {
    let input = try InputOptions.parse(["--prompt-template", "{a}", "--prompt-column", "q"])
    let texts = input.texts([], file: "x.csv", column: nil)
    #expect(texts.file == "x.csv" && texts.column == nil && texts.promptColumn == "q")
    #expect(texts.reading.template != nil)
    let given = input.texts(["a", "b"], file: nil, column: "c")
    #expect(given.texts == ["a", "b"] && given.file == nil && given.column == "c")
  }

  @Test(arguments: [
    (["--header-line", "0"], "--header-line takes a line from 1 on, not '0'"),
    (["--header-line", "two"], "--header-line takes a line from 1 on, not 'two'"),
    (["--input-format", "docx"], "the format `docx` is not known"),
    (["--encoding", "klingon"], "the encoding `klingon` is not known; known are "),
    (["--no-header", "--header-line", "2"], "--no-header and --header-line contradict"),
  ])
  func whatCannotBeReadSoIsRefused(words: [String], reason: String) {
    let message = InputOptions.refusal(of: words)
    #expect(message.contains(reason), "\(message)")
  }

  @Test func codesAreListedInAnyCaseWithCommasOrSpaces() {
    #expect(RuleOptions.codes("sep,STOP001 wsp") == ["SEP", "STOP001", "WSP"])
    #expect(RuleOptions.codes(nil) == [] && RuleOptions.codes(" ,") == [])
    #expect(RuleOptions.unescaped(#"a\n\tb"#) == "a\n\tb")
  }

  @Test func aSplitIsAsItIsAskedFor() throws {
    #expect(try SplitOptions.parse(["--no-split"]).division == nil)
    let usual = try #require(try SplitOptions.parse([]).division)
    #expect(!usual.isSettled && usual.fraction == nil && usual.textFraction == nil)
    let split = try #require(try SplitOptions.parse(["--split"]).division)
    #expect(split.isSettled && split.textFraction == 0.1)
    let third = try #require(
      try SplitOptions.parse(["--split", "--valid-fraction", "0.3", "--seed", "4"])
        .division)
    #expect(third.fraction == 0.3 && third.textFraction == 0.3 && third.seed == 4)
  }

  @Test(arguments: [
    (["--split", "--no-split"], "--split and --no-split contradict"),
    (["--no-split", "--valid-fraction", "0.2"], "--valid-fraction and --no-split contradict"),
    (["--valid-fraction", "0"], "must lie between 0 and 1"),
    (["--valid-fraction", "1"], "must lie between 0 and 1"),
    (["--valid-fraction", "nan"], "must lie between 0 and 1"),
  ])
  func aSplitThatCannotBeIsRefused(words: [String], reason: String) {
    let message = SplitOptions.refusal(of: words)
    #expect(message.contains(reason), "\(message)")
  }

  @Test(arguments: [
    (["--diff", "--dry-run"], "leave out --dry-run"),
    (["--format", "json", "--diff"], "--format json needs standard output"),
    (["--format", "json", "-o", "-"], "--format json needs standard output"),
    (["--only", ""], "--only names no rule"), (["--only", " ,"], "--only names no rule"),
    (["--profile", "openai", "--diff"], "goes with --yes alone"),
    (["--profile", "openai", "--dry-run"], "goes with --yes alone"),
    (["--profile", "openai", "--unsafe-fixes"], "goes with --yes alone"),
    (["--profile", "openai", "--overwrite"], "goes with --yes alone"),
    (["--profile", "openai", "--only", "SEP"], "goes with --yes alone"),
    (["--profile", "openai", "-o", "x"], "goes with --yes alone"),
    (["--profile", "openai", "--report", "x"], "goes with --yes alone"),
    (["--profile", "openai", "--format", "json"], "goes with --yes alone"),
    (["--profile", "openai", "--yes"], ""), (["--format", "json", "-o", "x"], ""),
    (["--diff", "-o", "-"], ""),
  ])
  func optionsOfFixFitTogether(words: [String], reason: String) {
    let message = FixOptions.refusal(of: words)
    #expect(reason.isEmpty ? message.isEmpty : message.contains(reason), "\(message)")
  }

  @Test func aConfigurationIsTheNearestTheGivenOrNone() throws {
    func configuration(_ words: [String]) throws -> String {
      "\(try CheckingOptions.parse(words).options.configuration)"
    }
    #expect(try configuration([]) == "nearest")
    #expect(try configuration(["--isolated"]) == "none")
    #expect(try configuration(["--config", "x.yaml"]) == "file(\"x.yaml\")")
    let words = ["--isolated", "--config", "x.yaml"]
    #expect(ConfigurationOptions.refusal(of: words).contains("contradict each other"))
  }

  @Test func whatIsCheckedIsWhatWasAskedFor() throws {
    let checks = try CheckingOptions.parse([
      "--select", "sep", "--ignore", "stop,wsp", "--rules", "more", "--max-tokens", "9",
      "--separator", #"\n->"#, "--stop", #" END\t"#, "--model", "m", "--provider", "azure",
      "--tokenizer", "gpt2",
    ]).options
    #expect(checks.select == ["SEP"] && checks.ignore == ["STOP", "WSP"])
    #expect(checks.rulesFolder == "more" && checks.maxTokens == 9)
    #expect(checks.separator == "\n->" && checks.stop == " END\t")
    #expect(checks.model == "m" && checks.provider == "azure" && checks.tokenizer == "gpt2")
    #expect(RuleOptions.refusal(of: ["--max-tokens", "0"]).contains("at least 1"))
    #expect(RuleOptions.refusal(of: ["--max-tokens", "1"]).isEmpty)
  }
}
