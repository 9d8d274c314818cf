// SPDX-License-Identifier: Apache-2.0

package import Workflows

/// What goes on along the road.
package enum RoadEvent: Sendable {
  /// A step begins; `detail` says on what.
  case began(RoadStep, detail: String)
  /// Lint has found so many errors and warnings.
  case linted(errors: Int, warnings: Int, rows: Int, task: String)
  case fixed(FixResult)
  /// Data or model of an earlier session stand already.
  case kept(RoadStep)
  /// What of the training fits into the time.
  case planned(BudgetPlan)
  case training(TrainingProgress)
  /// The training takes longer than was foretold: it begins anew, with less.
  case slower
  case trained(TrainingRecord)
  case measuring(EvaluateEvent)
}
