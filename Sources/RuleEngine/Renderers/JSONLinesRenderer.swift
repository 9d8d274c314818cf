// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// One object a line and finding: the file's path, then the keys of `--format json`.
struct JSONLinesRenderer: FindingRenderer {
  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    reports.flatMap(\.findings).map { finding in
      var object: JSONObject = ["path": .string(finding.file)]
      for member in finding.jsonMembers.members { object.append(member.key, member.value) }
      return JSONValue.object(object).text() + "\n"
    }.joined()
  }
}
