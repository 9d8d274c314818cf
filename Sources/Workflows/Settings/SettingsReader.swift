// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Dataset
import Dispatch
import Platform
import Providers
import Records
import RuleEngine
import RuleLibrary
import Tables
import Tokenizer

/// Joins what was asked for and configuration files into settings; each configuration is read once.
package final class SettingsReader {
  package let options: CheckOptions
  private let finder: ConfigurationFinder
  private var known: [String: CheckSettings] = [:]

  package init(_ options: CheckOptions) {
    self.options = options
    finder = ConfigurationFinder(options.configuration)
  }

  /// The settings for a file.
  /// - Throws: `AssayError` when the configuration, a rule or the tokenizer cannot be read.
  package func settings(for file: DataFile) throws(AssayError) -> CheckSettings {
    let path = finder.path(for: file.home)
    if let known = known[path ?? ""] { return known }
    let settings = try read(path)
    known[path ?? ""] = settings
    return settings
  }

  private func read(_ path: String?) throws(AssayError) -> CheckSettings {
    let configuration = try finder.configuration(at: path)
    let profile = options.profile ?? configuration.profile
    let model = options.model ?? configuration.model
    let (tokenizer, isEstimate) = try tokenizer(configuration, model)
    Self.prepare(tokenizer)
    let all = try RuleLibrary.rules(
      addingFolder: options.rulesFolder ?? configuration.rules,
      parameters: configuration.parameters)
    var settings = try settings(configuration, model, profile: profile)
    settings.tokenizer = try TextTokenizer.named(tokenizer)
    settings.countsAreEstimates = isEstimate
    if tokenizer == ChatTokens.cl100kName { settings.functionStart = .ofCL100K }
    settings.trainingPrice = try price(configuration, model)
    let rules = try rules(of: all, configuration, model: model)
    return CheckSettings(
      configuration: configuration,
      codes: all.rules.map(\.id), rules: rules, settings: settings,
      reading: try reading(configuration, settings.names),
      profile: profile, model: model, tokenizer: tokenizer,
      identity: try identity(
        path, settings, names: [profile.rawValue, tokenizer, model ?? ""], rules: rules))
  }

  /// The tokenizer that was asked for, or else the model's, and whether it is another than the model's.
  /// A file or folder is taken for the model's.
  private func tokenizer(
    _ configuration: Configuration, _ model: String?
  ) throws(AssayError) -> (name: String, isEstimate: Bool) {
    let asked = options.tokenizer ?? configuration.tokenizer
    let given = if let asked { try ProviderCatalog.tokenizer(named: asked) } else { asked }
    guard let model else { return (given ?? TextTokenizer.carriedName, false) }
    let own = try providers(configuration).tokenizer(of: model)
    let name = given ?? own ?? TextTokenizer.carriedName
    return (name, name != own && TextTokenizer.carriedNames.contains(name))
  }

  /// Makes the tables of a tokenizer inside the binary beside other work.
  private static func prepare(_ tokenizer: String) {
    guard TextTokenizer.carriedNames.contains(tokenizer) else { return }
    DispatchQueue.global().async { _ = try? TextTokenizer.named(tokenizer) }
  }

  private func reading(
    _ configuration: Configuration, _ names: ColumnNames
  ) throws(AssayError) -> TableSource.Options {
    var reading = options.reading
    guard let text = options.promptTemplate ?? configuration.promptTemplate else { return reading }
    reading.template = RowTemplate(
      try PromptTemplate(text), prompt: names.prompt, completion: names.completion)
    return reading
  }

  private func settings(
    _ configuration: Configuration, _ model: String?, profile: DataProfile
  ) throws(AssayError) -> Settings {
    var settings = Settings()
    settings.names = options.names(configuration)
    settings.maxTokens = options.maxTokens ?? configuration.maxTokens
    if settings.maxTokens == nil {
      settings.maxTokens = try tokenLimit(configuration, model, profile: profile)
    }
    settings.maxBytes = try sizeLimit(configuration, model, profile: profile)
    settings.separator = options.separator ?? configuration.separator
    settings.stop = options.stop ?? configuration.stop
    settings.task = profile.task
    settings.threads = Machine.coreCount
    return settings
  }

  /// The rules to apply. Those about GPT-2's tokens go where the model has others, unless somebody
  /// asks for them.
  private func rules(
    of all: RuleSet, _ configuration: Configuration, model: String?
  ) throws(AssayError) -> RuleSet {
    let rules = try options.rules(of: all, configuration)
    guard let model, options.select.isEmpty,
      try !providers(configuration).hasGPT2Tokens(model)
    else { return rules }
    return rules.forOtherTokens
  }

  /// What providers say, the one that was named before others.
  private func providers(_ configuration: Configuration) throws(AssayError) -> ProviderCatalog {
    try .carried().asking(first: options.provider ?? configuration.provider)
  }

  /// What training the model costs, where that is known.
  private func price(
    _ configuration: Configuration, _ model: String?
  ) throws(AssayError) -> TrainingPrice? {
    guard let model else { return nil }
    let known = try providers(configuration).figure(\.trainingPrice, of: model)
    return known.map {
      TrainingPrice(
        perMillion: $0.figure.value,
        source: "\($0.figure.source.text), read \($0.figure.source.read)")
    }
  }

  private func tokenLimit(
    _ configuration: Configuration, _ model: String?, profile: DataProfile
  ) throws(AssayError) -> Int? {
    if let model { return try providers(configuration).tokens(of: model) }
    guard profile == .openai else { return nil }
    return try providers(configuration).tokens(ofProvider: profile.rawValue)
  }

  private func sizeLimit(
    _ configuration: Configuration, _ model: String?, profile: DataProfile
  ) throws(AssayError) -> Int? {
    if let provider = options.provider ?? configuration.provider {
      return try providers(configuration).bytes(ofProvider: provider)
    }
    if let model { return try providers(configuration).bytes(of: model) }
    guard profile == .openai else { return nil }
    return try providers(configuration).bytes(ofProvider: profile.rawValue)
  }

  private func identity(
    _ path: String?, _ settings: Settings, names: [String], rules: RuleSet
  ) throws(AssayError) -> String {
    var parts =
      names + [
        settings.names.prompt, settings.names.completion, settings.separator ?? "",
        settings.stop ?? "", settings.maxTokens.map(String.init) ?? "",
        settings.maxBytes.map(String.init) ?? "", options.reading.sheet ?? "",
        options.reading.format?.rawValue ?? "", options.reading.encoding.rawValue,
        options.promptTemplate ?? "", options.reading.hasHeader ? "" : "no header",
        options.reading.headerLine.map(String.init) ?? "",
      ]
    parts += rules.rules.map { "\($0.id) \($0.severity.rawValue)" }
    if let path { parts.append(Self.text(of: path)) }
    if let folder = options.rulesFolder { parts += try RuleLibrary.files(in: folder).map(\.text) }
    return parts.joined(separator: "\u{0}")
  }

  private static func text(of path: String) -> String {
    String(decoding: (try? Files.read(path)) ?? [], as: UTF8.self)
  }
}
