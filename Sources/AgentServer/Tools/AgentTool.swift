// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// One use of assay as an agent calls it.
struct AgentTool: Sendable {
  let name: String
  let title: String
  let description: String
  let parameters: [ToolParameter]
  /// Whether it writes a file.
  var writes = false
  /// Gives an object.
  let run: @Sendable (ToolArguments) throws(AssayError) -> JSONValue

  static let all: [AgentTool] = [
    lint, explainRule, showRows, previewFix, applyFix, stats, eval, compare,
  ]

  /// The tool as the Model Context Protocol has it.
  var json: JSONValue {
    let properties = parameters.reduce(into: JSONObject()) { $0.append($1.name, $1.schema) }
    return [
      "name": .string(name), "title": .string(title), "description": .string(description),
      "inputSchema": [
        "type": "object", "properties": .object(properties),
        "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }),
        "additionalProperties": false,
      ],
      "annotations": [
        "title": .string(title), "readOnlyHint": .bool(!writes), "destructiveHint": false,
        "idempotentHint": .bool(!writes), "openWorldHint": false,
      ],
    ]
  }
}
