// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import RuleEngine
import RuleLibrary
import Tokenizer

/// What is wrong with an `assay.yaml` or with a rule file.
enum SettingsCheck {
  static func configuration(_ text: EditedText, path: String) -> [TextFinding] {
    faults(text) { () throws(AssayError) in
      let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/"
      let configuration = try Configuration(
        text: String(decoding: text.bytes, as: UTF8.self), path: path, folder: folder)
      let rules = try RuleLibrary.rules(
        addingFolder: configuration.rules, parameters: configuration.parameters)
      try rules.check(configuration)
    }
  }

  /// The first fault of a rule file; without one, what its own examples say against it.
  static func rule(_ text: EditedText, path: String) -> [TextFinding] {
    var rule: Rule?
    let faults = faults(text) { () throws(AssayError) in
      rule = try RuleFile(path: path, text: String(decoding: text.bytes, as: UTF8.self)).rule()
    }
    guard let rule else { return faults }
    let line = (0..<text.lineCount).first {
      YAMLOutline.key(YAMLOutline(text).content(ofLine: $0)) == "examples"
    }
    return RuleLibrary.examiner(of: rule, tokenizer: TextTokenizer.gpt2).faults().map { fault in
      TextFinding(
        range: text.content(ofLine: line ?? 0), severity: .warning, code: nil, message: fault)
    }
  }

  private static func faults(
    _ text: EditedText, _ read: () throws(AssayError) -> Void
  ) -> [TextFinding] {
    do throws(AssayError) {
      try read()
      return []
    } catch {
      return [placed(error, text)]
    }
  }

  /// A fault about a word that names no line stands where the word does.
  private static func placed(_ error: AssayError, _ text: EditedText) -> TextFinding {
    var error = error
    if error.location?.line == nil, let word = word(of: error.message),
      let line = (0..<text.lineCount).first(where: {
        text.text(text.content(ofLine: $0)).uppercased().contains(word)
      })
    {
      error.location = Location(file: error.location?.file ?? "", line: line + 1)
    }
    return DataCheck.finding(error, text)
  }

  private static func word(of message: String) -> String? {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 2 && !parts[1].isEmpty ? parts[1].uppercased() : nil
  }
}
