// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import LanguageModel
import Platform

/// A value of `config.json` to be set: `resid_pdrop=0.2`, or with dots a part of one,
/// `task_specific_params.text-generation.max_length=50`.
package struct ConfigurationEdit: Sendable, Equatable {
  /// What was changed.
  package struct Change: Sendable, Equatable {
    package var key: String
    /// Nil where there was none.
    package var old: JSONValue?
    package var new: JSONValue
  }

  package let path: [String]
  package let value: JSONValue

  /// - Parameter text: the value is read as JSON, else taken as a text.
  /// - Throws: `AssayError` when the text is no assignment.
  package init(_ text: String) throws(AssayError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, path.allSatisfy({ !$0.isEmpty }) else {
      throw AssayError("'\(text)' sets no value", remedy: "Write KEY=VALUE, as in resid_pdrop=0.2")
    }
    self.path = path
    let word = String(parts[1])
    value = (try? JSONParser.parse(Array(word.utf8), file: "value")) ?? .string(word)
  }

  /// The whole key.
  private var name: String { path.joined(separator: ".") }

  /// Sets values in the `config.json` of a model. The file stays as it is when one is refused.
  /// - Throws: `AssayError` naming the key that cannot be set so.
  package static func apply(
    _ edits: [ConfigurationEdit], toFolder folder: String
  ) throws(AssayError) -> [Change] {
    guard !AdapterFolder.isAdapter(folder) else {
      throw AssayError(
        "the folder holds an adapter, which has no configuration of its own",
        at: Location(file: folder), remedy: "Edit its base model, or export the two merged first")
    }
    let file = "\(folder)/config.json"
    var document = try JSONParser.parse(Files.read(file), file: file)
    let before = try GPT2Configuration(json: document, file: file)
    var changes: [Change] = []
    for edit in edits {
      try edit.check(document, before, file: file)
      changes.append(Change(key: edit.name, old: document[path: edit.path], new: edit.value))
      document[path: edit.path] = edit.value
      if edit.path[0] == "id2label" {
        document[member: "label2id"] = numbers(of: document["id2label"])
      }
    }
    let after = try GPT2Configuration(json: document, file: file)
    guard after.classes.count == before.classes.count else {
      throw AssayError(
        "id2label must name the \(before.classes.count) classes of the head",
        at: Location(file: file), remedy: "Give each class a name")
    }
    try AtomicFile.write(document.indented.utf8, to: file)
    try repeatTokens(edits, inFolder: folder)
    return changes
  }

  /// Says the new special tokens in `generation_config.json` too, which counts before `config.json`
  /// where texts are written.
  private static func repeatTokens(
    _ edits: [ConfigurationEdit], inFolder folder: String
  ) throws(AssayError) {
    let file = "\(folder)/\(LoadedModel.generationFile)"
    let names: Set = ["bos_token_id", "eos_token_id", "pad_token_id"]
    let tokens = edits.filter { names.contains($0.name) }
    guard !tokens.isEmpty, Files.exists(file) else { return }
    var document = try JSONParser.parse(Files.read(file), file: file)
    for edit in tokens { document[member: edit.name] = edit.value }
    try AtomicFile.write((document.text(indented: true) + "\n").utf8, to: file)
  }

  private func check(
    _ document: JSONValue, _ configuration: GPT2Configuration, file: String
  ) throws(AssayError) {
    guard let key = ConfigurationKey.of(path[0]) else {
      let near = NearestName.of(path[0], in: ConfigurationKey.names)
      throw AssayError(
        "GPT-2's configuration has no key '\(path[0])'", at: Location(file: file),
        remedy: near.map { "Did you mean \($0)?" }
          ?? "assay models show --config lists them")
    }
    var copy = document
    copy[path: path] = value
    let whole = copy[path[0]] ?? .null
    if path.count > 1, document[path[0]].map({ $0.object == nil && $0 != .null }) == true {
      throw AssayError(
        "\(path[0]) has no parts", at: Location(file: file), remedy: "Set it as a whole")
    }
    if let fault = key.fault(of: whole, vocabulary: configuration.vocabularySize) {
      throw AssayError(
        "\(name) \(fault)", at: Location(file: file),
        remedy: "Leave it as it is, or give another value")
    }
  }

  /// `label2id` for `id2label`.
  private static func numbers(of names: JSONValue?) -> JSONValue {
    var numbers = JSONObject()
    for member in names?.object?.members ?? [] {
      if let name = member.value.string, let number = Int(member.key) {
        numbers[name] = .integer(number)
      }
    }
    return .object(numbers)
  }
}

extension JSONValue {
  /// A member of an object; setting it makes an object of what was none.
  fileprivate subscript(member key: String) -> JSONValue? {
    get { object?[key] }
    set {
      var members = object ?? JSONObject()
      members[key] = newValue
      self = .object(members)
    }
  }

  fileprivate subscript(path path: [String]) -> JSONValue? {
    get { path.reduce(self as JSONValue?) { $0?.object?[$1] } }
    set {
      guard let first = path.first else { return }
      guard path.count > 1 else {
        self[member: first] = newValue
        return
      }
      var below = self[member: first] ?? .object(JSONObject())
      below[path: Array(path.dropFirst())] = newValue
      self[member: first] = below
    }
  }
}
