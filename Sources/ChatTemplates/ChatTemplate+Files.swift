// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

extension ChatTemplate {
  /// The name of the file that holds a template alone.
  package static let fileName = "chat_template.jinja"

  /// The template of a model folder: `chat_template.jinja`, or `tokenizer_config.json`, which may hold
  /// one or several by name. A file of that kind can also be named itself.
  /// - Parameter usesTools: whether the template for tools is meant, where a folder has one.
  /// - Returns: nil where a folder has none.
  /// - Throws: `AssayError` when a file cannot be read or its template is at fault.
  package static func find(
    at path: String, usesTools: Bool = false
  ) throws(AssayError) -> ChatTemplate? {
    guard Files.exists(path) else {
      throw AssayError("there is no such file", at: Location(file: path))
    }
    guard !Files.isFolder(path) else { return try find(inFolder: path, usesTools: usesTools) }
    guard path.hasSuffix(".json") else { return try ChatTemplate(try text(of: path), path: path) }
    return try configured(try document(path), path: path, usesTools: usesTools)
  }

  /// The template for a model: the one that was asked for, or else its own, or else the plain one.
  /// - Parameters:
  ///   - path: a file or folder with a template; nil where none was asked for.
  ///   - modelFolder: nil for a model without files.
  ///   - endToken: the name of the token that ends a text.
  /// - Throws: `AssayError` when the template is at fault, or what was asked for holds none.
  package static func chosen(
    _ path: String?, modelFolder: String?, endToken: String
  ) throws(AssayError) -> ChatTemplate {
    let plain = try plain(endToken: endToken)
    guard let path else {
      let own = try modelFolder.flatMap { folder throws(AssayError) in try find(at: folder) }
      return try own?.completed(by: plain) ?? plain
    }
    guard let found = try find(at: path) else {
      throw AssayError(
        "there is no chat template", at: Location(file: path),
        remedy: "Give a .jinja file, a tokenizer_config.json or a folder that has one")
    }
    return try found.completed(by: plain)
  }

  /// The template with special tokens of another, where it does not name its own.
  private func completed(by other: ChatTemplate) throws(AssayError) -> ChatTemplate {
    var tokens = specialTokens
    for token in other.specialTokens.members where tokens[token.key] == nil {
      tokens[token.key] = token.value
    }
    return try ChatTemplate(source, specialTokens: tokens, path: path)
  }

  private static func find(
    inFolder folder: String, usesTools: Bool
  ) throws(AssayError) -> ChatTemplate? {
    let path = "\(folder)/tokenizer_config.json"
    let configuration = Files.exists(path) ? try document(path) : .null
    let own = "\(folder)/\(fileName)"
    let tools = "\(folder)/additional_chat_templates/tool_use.jinja"
    for file in (usesTools ? [tools] : []) + [own]
    where Files.exists(file) {
      return try ChatTemplate(
        try text(of: file), specialTokens: specialTokens(configuration), path: file)
    }
    return try configured(configuration, path: path, usesTools: usesTools)
  }

  private static func text(of path: String) throws(AssayError) -> String {
    String(decoding: try Files.read(path), as: UTF8.self)
  }

  private static func document(_ path: String) throws(AssayError) -> JSONValue {
    try JSONParser.parse(try Files.read(path), file: path)
  }

  /// The template within `tokenizer_config.json`.
  private static func configured(
    _ configuration: JSONValue, path: String, usesTools: Bool
  ) throws(AssayError) -> ChatTemplate? {
    let tokens = specialTokens(configuration)
    switch configuration["chat_template"] {
    case .string(let text): return try ChatTemplate(text, specialTokens: tokens, path: path)
    case .array(let named):
      let wanted = (usesTools ? ["tool_use"] : []) + ["default"]
      let found = wanted.lazy.compactMap { name in
        named.last { $0["name"]?.string == name }?["template"]?.string
      }.first
      guard let found else {
        let names = named.compactMap { $0["name"]?.string }.joined(separator: ", ")
        throw AssayError(
          "there are several chat templates and none is called default: \(names)",
          at: Location(file: path, field: "chat_template"),
          remedy: "Save the one that you want as \(fileName)")
      }
      return try ChatTemplate(found, specialTokens: tokens, path: path)
    default: return nil
    }
  }

  /// `bos_token` and the like: texts, or objects with a text as content.
  private static func specialTokens(_ configuration: JSONValue) -> JSONObject {
    var tokens = JSONObject()
    for member in configuration.object?.members ?? [] where member.key.hasSuffix("_token") {
      guard let text = member.value.string ?? member.value["content"]?.string else { continue }
      tokens[member.key] = .string(text)
    }
    return tokens
  }
}
