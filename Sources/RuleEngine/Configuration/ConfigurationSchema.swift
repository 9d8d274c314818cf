// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import JSON

/// A JSON schema of `assay.yaml`, by which editors complete and check it.
package enum ConfigurationSchema {
  /// - Parameter rules: the rules whose codes and families editors offer.
  package static func json(_ rules: [Rule]) -> JSONValue {
    let families = Set(rules.map { String($0.id.prefix { $0.isLetter }) }).sorted()
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "assay.yaml",
      "description": "What assay checks in the folder of this file and below.",
      "type": "object",
      "additionalProperties": false,
      "properties": .object(properties),
      "$defs": [
        "code": [
          "description": "The code of a rule, or its beginning.",
          "enum": .array((families + rules.map(\.id)).map { .string($0) }),
        ],
        "codes": ["type": "array", "items": ["anyOf": [code, ownCode]]],
      ],
    ]
  }

  private static let code: JSONValue = ["$ref": "#/$defs/code"]
  /// The user's own rules have codes that nobody can list here.
  private static let ownCode: JSONValue = ["type": "string", "pattern": "^[A-Z]{2,6}[0-9]{0,3}$"]

  private static var properties: JSONObject {
    [
      "select": described(codes, "Only these rules; all when left out."),
      "ignore": described(codes, "Not these rules; the longer code wins over `select`."),
      "per-file-ignores": described(
        ["type": "object", "additionalProperties": codes],
        "Rules that are off for the files that a pattern means."),
      "severity": described(
        [
          "type": "object", "propertyNames": ["anyOf": [code, ownCode]],
          "additionalProperties": choice(Severity.allCases.map(\.rawValue) + ["off"]),
        ], "Other severities; `off` is as good as `ignore`."),
      "parameters": described(
        [
          "type": "object", "propertyNames": ["anyOf": [code, ownCode]],
          "additionalProperties": ["type": "object"],
        ], "Parameters of a rule's check, such as {ROW001: {minimum: 200}}; see docs/rules.md."),
      "profile": described(
        choice(DataProfile.allCases.map(\.rawValue)), "What the data is for."),
      "model": described(
        text, "The model that will be trained: its token limit holds and its tokenizer counts."),
      "provider": described(
        text, "Who will train it, as openai or azure: its limits and prices go first."),
      "max-tokens": described(
        ["type": "integer", "minimum": 0], "The most tokens an example may have."),
      "prompt-column": described(text, "The column that holds the prompts."),
      "prompt-template": described(
        text, "Makes prompts of several columns, each in braces: {instruction}\\n\\n{input}."),
      "completion-column": described(text, "The column that holds the completions."),
      "separator": described(text, "What prompts are to end with."),
      "stop": described(text, "What completions are to end with."),
      "tokenizer": described(
        text, "gpt2, p50k_base, cl100k_base, o200k_base, or where a tokenizer stands."),
      "rules": described(text, "A folder with more rules, seen from this file."),
      "baseline": described(text, "Known findings, seen from this file."),
      "suppressions": described(text, "A file of suppressions, seen from this file."),
      "exclude": described(
        ["type": "array", "items": text], "Files that are passed over in folders."),
    ]
  }

  private static let text: JSONValue = ["type": "string"]
  private static let codes: JSONValue = ["$ref": "#/$defs/codes"]

  private static func choice(_ names: [String]) -> JSONValue {
    ["enum": .array(names.map { .string($0) })]
  }

  private static func described(_ type: JSONValue, _ description: String) -> JSONValue {
    var object: JSONObject = ["description": .string(description)]
    for member in type.object?.members ?? [] { object.append(member.key, member.value) }
    return .object(object)
  }
}
