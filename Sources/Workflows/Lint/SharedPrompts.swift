// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import RuleEngine

/// What the two files of a run have in common and should not.
package enum SharedPrompts {
  private static let rules = [RuleCode.leak, .normalizedLeak].map(\.rawValue)

  /// Sentences about prompts of the validation file that stand in the training file too; none when
  /// they are apart. Figures on such rows say nothing about new ones.
  /// - Parameter options: how the files are read.
  package static func warnings(
    training: DataFile, validation: DataFile, options: CheckOptions
  ) throws(AssayError) -> [String] {
    var options = options
    options.select = rules.filter { code in !options.ignore.contains { code.hasPrefix($0) } }
    guard !options.select.isEmpty else { return [] }
    var request = LintRequest([validation])
    request.against = [training]
    let result = try Linting(options).run(request)
    return result.reports.flatMap(\.findings).filter { rules.contains($0.code) }.map { finding in
      "The validation file does not test what was learned: \(finding.message)"
    }
  }
}
