// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Workflows

/// Figures of a classifier in `results.csv`, as the first fine-tuning service had them.
package struct ClassificationOptions: ParsableArguments {
  package init() {}

  @Flag(help: "Add a classifier's figures over the whole validation file to results.csv.")
  package var computeClassificationMetrics = false

  @Option(help: "The number of classes that are expected; another number is refused.")
  package var classificationNClasses: Int?

  @Option(help: "The class, spaces included, that precision, recall and F scores are about.")
  package var classificationPositiveClass: String?

  @Option(
    name: [.customLong("classification-betas"), .customLong("classification-beta")],
    help: ArgumentHelp("The betas of F scores for two classes.", valueName: "0.5,1,2"),
    transform: BetaList.init(parsing:))
  package var classificationBetas: BetaList?

  package func validate() throws {
    guard !computeClassificationMetrics else { return }
    let given = [
      ("n-classes", classificationNClasses != nil),
      ("positive-class", classificationPositiveClass != nil),
      ("betas", classificationBetas != nil),
    ].first { $0.1 }
    if let given {
      throw ValidationError(
        "--classification-\(given.0) goes with --compute-classification-metrics")
    }
  }

  /// What is asked for; nil when nothing is.
  package var request: ClassificationRequest? {
    guard computeClassificationMetrics else { return nil }
    var request = ClassificationRequest()
    request.classCount = classificationNClasses
    request.positiveClass = classificationPositiveClass
    if let classificationBetas { request.betas = classificationBetas.values }
    return request
  }
}
