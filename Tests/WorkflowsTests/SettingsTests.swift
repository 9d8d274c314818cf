// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import AssayTestSupport
import Dataset
import Foundation
import RuleEngine
import Testing
import Workflows

@testable import Records

/// What was asked for, the configuration and the rules become settings.
@Suite struct SettingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func settings(_ options: CheckOptions, for name: String = "t.csv") throws -> CheckSettings
  {
    try SettingsReader(options).settings(for: DataFile(folder.path(name)))
  }

  private func codes(_ options: CheckOptions) throws -> [String] {
    try settings(options).rules(for: DataFile(folder.path("t.csv"))).rules.map(\.id)
  }

  private func configured(_ text: String) throws -> CheckOptions {
    try folder.write(text, to: "assay.yaml")
    return CheckOptions()
  }

  // MARK: - Which configuration

  @Test func theNearestConfigurationCounts() throws {
    let inner = folder.url.appending(path: "a/b")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try folder.write("stop: outer\n", to: "assay.yaml")
    #expect(try settings(CheckOptions(), for: "a/b/t.csv").settings.stop == "outer")
    try folder.write("stop: inner\n", to: "a/b/assay.yaml")
    #expect(try settings(CheckOptions(), for: "a/b/t.csv").settings.stop == "inner")
    #expect(try settings(CheckOptions(), for: "a/t.csv").settings.stop == "outer")
    #expect(try settings(Sample.options, for: "a/t.csv").settings.stop == nil)
    var named = CheckOptions()
    named.configuration = .file(folder.path("a/b/assay.yaml"))
    #expect(try settings(named, for: "t.csv").settings.stop == "inner")
    named.configuration = .file(folder.path("missing.yaml"))
    #expect(throws: AssayError.self) { try settings(named, for: "t.csv") }
  }

  @Test func whatIsAskedForWinsOverTheConfiguration() throws {
    var options = try configured(
      "prompt-column: question\ncompletion-column: answer\nseparator: ' =>'\nstop: '#'\nmax-tokens: 7\n"
    )
    let given = try settings(options).settings
    #expect(given.names == ColumnNames(prompt: "question", completion: "answer"))
    #expect(given.separator == " =>" && given.stop == "#" && given.maxTokens == 7)
    options.promptColumn = "p"
    options.separator = "!"
    options.maxTokens = 9
    let asked = try settings(options).settings
    #expect(asked.names == ColumnNames(prompt: "p", completion: "answer"))
    #expect(asked.separator == "!" && asked.stop == "#" && asked.maxTokens == 9)
  }

  // MARK: - Rules

  @Test func rulesAreSelectedAndIgnored() throws {
    var options = Sample.options
    #expect(try codes(options).count > 100)
    options.select = ["SEP"]
    options.ignore = ["SEP002"]
    let codes = try codes(options)
    #expect(codes.contains("SEP001") && !codes.contains("SEP002"))
    #expect(codes.allSatisfy { $0.hasPrefix("SEP") })
    options.select = ["XYZ"]
    #expect(throws: AssayError.self) { try self.codes(options) }
  }

  @Test func filesMayBeSparedSomeRules() throws {
    let options = try configured("per-file-ignores: {'t.*': [WSP]}\n")
    #expect(try !codes(options).contains("WSP001"))
    let other = try settings(options, for: "u.csv")
    #expect(other.rules(for: DataFile(folder.path("u.csv"))).rule("WSP001") != nil)
  }

  /// A model with other tokens than GPT-2's wants no space before a completion.
  @Test func rulesAboutGPT2TokensHoldForItsModelsAlone() throws {
    var options = Sample.options
    options.model = "davinci"
    #expect(try codes(options).contains("WSP001"))
    options.model = "gpt-4o"
    #expect(try !codes(options).contains("WSP001"))
    #expect(try codes(options).contains("WSP002"))
    options.select = ["WSP001"]
    #expect(try codes(options) == ["WSP001"])
  }

  // MARK: - Limits

  @Test func limitsComeFromModelProviderAndProfile() throws {
    var options = Sample.options
    #expect(try settings(options).settings.maxTokens == nil)
    #expect(try settings(options).settings.maxBytes == nil)
    options.profile = .openai
    #expect(try settings(options).settings.maxTokens == 2048)
    #expect(try settings(options).settings.maxBytes == 512_000_000)
    options.model = "gpt-4o"
    #expect(try settings(options).settings.maxTokens == 65_536)
    options.provider = "together"
    #expect(try settings(options).settings.maxBytes == 53_794_465_382)
    options.model = "gpt-5o"
    #expect(throws: AssayError.self) { try settings(options) }
  }

  @Test func theProfileSettlesTheTask() throws {
    var options = Sample.options
    options.profile = .classification
    #expect(try settings(options).settings.task == .classification)
    options.profile = .auto
    #expect(try settings(options).settings.task == nil)
  }

  @Test func theLinesSayWhatHolds() throws {
    let options = try configured("stop: \"\\n\"\nseverity: {SEP001: error}\n")
    let lines = try settings(options).lines(for: DataFile(folder.path("t.csv")))
    #expect(lines[0].hasSuffix("assay.yaml"))
    #expect(lines.contains("stop: \"\\n\""))
    #expect(lines.contains("max-tokens: null # as the rules say"))
    #expect(lines.contains("  SEP001: error"))
  }
}
