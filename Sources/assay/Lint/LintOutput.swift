// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RuleEngine

/// Renders the reports of a run in each form that is wanted, and writes all of them or none.
struct LintOutput {
  let targets: [FindingOutputOptions.Target]
  let isColored: Bool
  var options = RenderOptions()

  /// Of how many places of a finding the rows are needed.
  var shownPlaces: Int { targets.map { $0.format.renderer.shownPlaces }.max() ?? 0 }

  /// What can be said when some files could not be read: forms for machines say it about these
  /// files too, and no file is written.
  func printUnwritten(_ reports: [LintReport]) {
    for target in targets where target.path == nil {
      let isText = [.full, .concise].contains(target.format)
      let shown = isText ? reports.filter { $0.facts != nil } : reports
      if !shown.isEmpty { Terminal.printResult(render(shown, target)) }
    }
  }

  func write(_ reports: [LintReport]) throws(AssayError) {
    var files: [AtomicFile] = []
    var result = ""
    for target in targets {
      let text = render(reports, target)
      guard let path = target.path else {
        result += text
        continue
      }
      let file = try AtomicFile(path: path)
      try file.write(text)
      files.append(file)
    }
    for file in files { try file.commit() }
    Terminal.printResult(result)
  }

  private func render(
    _ reports: [LintReport], _ target: FindingOutputOptions.Target
  ) -> String {
    var options = options
    options.width = target.path == nil ? Terminal.width : 100
    options.isColored = target.path == nil && isColored
    return target.format.renderer.render(reports, options)
  }
}
