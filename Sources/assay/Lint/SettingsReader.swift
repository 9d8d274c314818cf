// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Foundation
import RuleEngine
import RuleLibrary
import Tables

/// Joins options and configuration files into settings; each configuration is read once.
final class SettingsReader {
  private let rules: RuleOptions
  private let input: InputOptions
  private let tokenizer: TokenizerOptions
  private let options: ConfigurationOptions
  private let profile: DataProfile?
  private var known: [String: LintSettings] = [:]

  init(
    rules: RuleOptions, input: InputOptions, tokenizer: TokenizerOptions,
    configuration: ConfigurationOptions, profile: DataProfile? = nil
  ) {
    self.rules = rules
    self.input = input
    self.tokenizer = tokenizer
    options = configuration
    self.profile = profile
  }

  /// The settings for a file.
  func settings(for file: String) throws(AssayError) -> LintSettings {
    let path = options.path(for: file)
    if let known = known[path ?? ""] { return known }
    let settings = try read(path)
    known[path ?? ""] = settings
    return settings
  }

  private func read(_ path: String?) throws(AssayError) -> LintSettings {
    let configuration = try options.configuration(at: path)
    let profile = profile ?? configuration.profile
    let model = options.model ?? configuration.model
    var settings = rules.settings(input, configuration)
    if settings.maxTokens == nil { settings.maxTokens = try limit(of: model, profile) }
    settings.maxBytes = try sizeLimit(configuration, model, profile)
    settings.task = profile.task
    let name = tokenizer.given ?? configuration.tokenizer ?? "gpt2"
    TokenizerOptions.prepare(name)
    let all = try rules.allRules(configuration)
    settings.tokenizer = try TokenizerOptions.load(name)
    var set = try rules.selected(from: all, configuration)
    if let model, try !RuleLibrary.modelLimits().wantsLeadingSpace(model), rules.select == nil,
      set.rule("WSP001") != nil
    {
      set = try set.selected(set.rules.map(\.id), ignoring: ["WSP001"])
    }
    return LintSettings(
      configuration: configuration,
      codes: all.rules.map(\.id), rules: set, settings: settings, profile: profile,
      model: model, tokenizer: name,
      identity: try identity(path, settings, [profile.rawValue, name], set))
  }

  private func limit(of model: String?, _ profile: DataProfile) throws(AssayError) -> Int? {
    if let model { return try RuleLibrary.modelLimits().tokens(of: model) }
    guard profile == .openai else { return nil }
    return try RuleLibrary.modelLimits().tokens(ofProvider: profile.rawValue)
  }

  private func sizeLimit(
    _ configuration: Configuration, _ model: String?, _ profile: DataProfile
  ) throws(AssayError) -> Int? {
    if let provider = options.provider ?? configuration.provider {
      return try RuleLibrary.modelLimits().bytes(ofProvider: provider)
    }
    if let model { return try RuleLibrary.modelLimits().bytes(of: model) }
    guard profile == .openai else { return nil }
    return try RuleLibrary.modelLimits().bytes(ofProvider: profile.rawValue)
  }

  private func identity(
    _ path: String?, _ settings: Settings, _ names: [String], _ set: RuleSet
  ) throws(AssayError) -> String {
    var parts =
      names + [
        settings.names.prompt, settings.names.completion, settings.separator ?? "",
        settings.stop ?? "", settings.maxTokens.map(String.init) ?? "",
        settings.maxBytes.map(String.init) ?? "", input.sheet ?? "",
        input.inputFormat?.rawValue ?? "", input.encoding.rawValue,
      ]
    parts += set.rules.map { "\($0.id) \($0.severity.rawValue)" }
    if let path { parts.append(Self.text(of: path)) }
    if let folder = rules.rules { parts += try RuleLibrary.files(in: folder).map(\.text) }
    return parts.joined(separator: "\u{0}")
  }

  private static func text(of path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
