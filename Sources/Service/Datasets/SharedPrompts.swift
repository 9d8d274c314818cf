// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RuleEngine
import Workflows

/// What the two files of a job have in common and should not.
enum SharedPrompts {
  private static let rules = [RuleCode.leak, .normalizedLeak].map(\.rawValue)

  /// Sentences about prompts of the validation file that stand in the training file too; none when
  /// they are apart. Figures on such rows say nothing about new ones.
  static func warnings(
    training: FileRecord, validation: FileRecord, in folder: DataFolder
  ) async throws(AssayError) -> [String] {
    let files = [training, validation].map { DataFile(name: $0.filename, at: folder.path(of: $0)) }
    var options = FileInspector.options(for: validation)
    options.select = rules
    var request = LintRequest([files[1]])
    request.against = [files[0]]
    let (wish, settings) = (request, options)
    let result = try await Offload.run { () throws(AssayError) in
      try Linting(settings).run(wish)
    }
    return result.reports.flatMap(\.findings).filter { rules.contains($0.code) }.map { finding in
      "The validation file is no test of what was learned: \(finding.message)"
    }
  }
}
