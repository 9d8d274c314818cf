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

  /// A fault about a word stands where the word does: that may be above the line that the fault names,
  /// which for a key is where its value starts, and is anywhere when it names none.
  private static func placed(_ error: AssayError, _ text: EditedText) -> TextFinding {
    guard let word = word(of: error.message) else { return DataCheck.finding(error, text) }
    var error = error
    let named = error.location?.line
    let lines = Array((0..<min(named ?? text.lineCount, text.lineCount)))
    let ordered = named == nil ? lines : lines.reversed()
    let found = ordered.first { line in
      text.text(text.content(ofLine: line)).uppercased().contains(word)
    }
    if let found, found + 1 != named {
      error.location = Location(file: error.location?.file ?? "", line: found + 1)
    }
    return DataCheck.finding(error, text)
  }

  private static func word(of message: String) -> String? {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 2 && !parts[1].isEmpty ? parts[1].uppercased() : nil
  }
}
