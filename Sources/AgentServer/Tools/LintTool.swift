// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import RuleEngine
import Workflows

extension AgentTool {
  /// Rows that are shown with each finding.
  private static let shownRows = 3

  static let lint = AgentTool(
    name: "lint", title: "Check training data",
    description: """
      Says what is wrong with a file of fine-tuning data: findings with code, severity, rows, what to do, \
      whether a fix exists and the first rows that are meant. Changes nothing.
      """,
    parameters: [.path] + ToolParameter.checking
  ) { arguments throws(AssayError) in
    var request = LintRequest([DataFile(try arguments.file())])
    request.shownPlaces = shownRows
    let result = try Linting(arguments.checking).run(request)
    var options = RenderOptions()
    options.excerpts = result.excerpts
    options.excerptsInJSON = shownRows
    let text = FindingFormat.json.renderer.render(result.reports, options)
    return try JSONParser.parse(Array(text.utf8), file: "findings")
  }
}
