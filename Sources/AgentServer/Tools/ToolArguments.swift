// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import RuleEngine
import Workflows

/// What a tool was told, held against what it can be told.
struct ToolArguments: Sendable {
  private let values: JSONObject

  /// - Throws: `AssayError` when a value is missing, unknown or of another kind.
  init(_ json: JSONValue?, for parameters: [ToolParameter]) throws(AssayError) {
    values = json?.object ?? JSONObject()
    for member in values.members where member.value != .null {
      guard let parameter = parameters.first(where: { $0.name == member.key }) else {
        throw AssayError(
          "there is no argument `\(member.key)`",
          remedy: NearestName.of(member.key, in: parameters.map(\.name)).map {
            "Did you mean `\($0)`?"
          })
      }
      guard parameter.accepts(member.value) else {
        let type = parameter.kind.schema["type"]?.string ?? ""
        throw AssayError(
          "the argument `\(member.key)` must be of the type \(type)", remedy: parameter.meaning)
      }
    }
    for parameter in parameters
    where parameter.isRequired && (values[parameter.name] ?? .null) == .null {
      throw AssayError(
        "the argument `\(parameter.name)` is missing", remedy: parameter.meaning)
    }
  }

  func text(_ name: String) -> String? { values[name]?.string }
  func integer(_ name: String) -> Int? { values[name]?.integer }
  func flag(_ name: String) -> Bool { values[name]?.bool ?? false }
  func texts(_ name: String) -> [String] { values[name]?.array?.compactMap(\.string) ?? [] }

  /// A text that is there, as its parameter is required.
  func required(_ name: String) -> String { text(name) ?? "" }

  /// A file to be read.
  /// - Throws: `AssayError` for standard input, over which the agent speaks.
  func file(_ name: String = "path") throws(AssayError) -> String {
    let path = required(name)
    guard path != "-", !path.isEmpty else {
      throw AssayError("`\(name)` must be the path of a file", remedy: "Write the data to a file")
    }
    return path
  }

  /// How files are read and by which rules they are checked.
  var checking: CheckOptions {
    var options = CheckOptions()
    options.promptColumn = text("prompt_column")
    options.completionColumn = text("completion_column")
    options.select = codes("select")
    options.ignore = codes("ignore")
    options.model = text("model")
    return options
  }

  /// Which fixes are made.
  var policy: FixPolicy {
    FixPolicy(grades: flag("unsafe") ? [.safe, .unsafe] : [.safe], codes: codes("only"))
  }

  private func codes(_ name: String) -> [String] { texts(name).map { $0.uppercased() } }
}
