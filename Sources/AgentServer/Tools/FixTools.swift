// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Fixes
import JSON
import Platform
import Records
import RuleEngine
import Workflows

extension AgentTool {
  /// An agent reads the first changes; the counts are of all.
  private static let shownBytes = 20_000

  static let previewFix = AgentTool(
    name: "preview_fix", title: "Preview fixes",
    description: "Shows as a diff what the fixes would change, row by row. Writes nothing.",
    parameters: [.path, .unsafe, .only] + ToolParameter.checking
  ) { arguments throws(AssayError) in
    var request = try request(arguments)
    request.destination = .changes
    var diff = ""
    var isWhole = true
    let result = try Fixing.run(request) { event in
      guard case .changes(let text) = event else { return }
      if diff.utf8.count < shownBytes { diff += text } else { isWhole = false }
    }
    if diff.utf8.count > shownBytes {
      isWhole = false
      diff = String(decoding: Array(diff.utf8.prefix(shownBytes)), as: UTF8.self)
    }
    return [
      "fixes": fixes(result), "diff": .string(diff), "diff_is_whole": .bool(isWhole),
      "left": .array(result.left.map(told)),
    ]
  }

  static let applyFix = AgentTool(
    name: "apply_fix", title: "Write a fixed copy",
    description: """
      Repairs a file and writes the result as JSONL to a new path; the input is never changed and no file \
      is replaced.
      """,
    parameters: [
      .path,
      ToolParameter(
        name: "output", kind: .text,
        meaning: "Where the result goes: a file that is not there yet.",
        isRequired: true),
      .unsafe, .only,
    ] + ToolParameter.checking, writes: true
  ) { arguments throws(AssayError) in
    var request = try request(arguments)
    let output = arguments.required("output")
    guard !output.isEmpty, output != "-", !Files.exists(output) else {
      throw AssayError(
        "`output` must be the path of a file that is not there yet", at: Location(file: output),
        remedy: "Name another")
    }
    request.destination = .file(output)
    let result = try Fixing.run(request)
    return [
      "written": .array(result.names.all.map { .string($0) }), "fixes": fixes(result),
      "rows_in": .integer(result.report.rowsIn), "rows_out": .integer(result.report.rowsOut),
      "left": .array(result.left.map(told)),
    ]
  }

  /// All rows stay in one file: an agent that wants parts of it can make them.
  private static func request(_ arguments: ToolArguments) throws(AssayError) -> FixRequest {
    var request = FixRequest(DataFile(try arguments.file()))
    request.options = arguments.checking
    request.policy = arguments.policy
    request.division = nil
    return request
  }

  private static func fixes(_ result: FixResult) -> JSONValue {
    .array(
      result.outcome.applied.map { offer in
        [
          "code": .string(offer.step.code), "fix": .string(offer.step.title),
          "grade": .string(offer.grade.rawValue), "rows": .integer(offer.finding.rowCount),
        ]
      })
  }

  private static func told(_ finding: Finding) -> JSONValue {
    [
      "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message), "help": .string(finding.help),
      "fix": JSONValue(finding.fix?.rawValue),
    ]
  }
}
