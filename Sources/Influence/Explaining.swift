// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Evaluation
import EvaluationMetrics
import LinearModel
import Platform
package import Workflows

/// The use "explain": which training rows pushed a model to its answers.
package enum Explaining {
  /// - Throws: `AssayError` when the model is not a linear one, its training rows are not what they
  ///   were, or the file has no such row.
  package static func run(
    _ request: ExplainRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> Explanations {
    let subject = try ExplainedModel(request, events: events)
    let answers = subject.model.probabilities(subject.rows.prompts)
    let chosen = try choose(request, subject, answers: answers)
    let influence = try LinearTrainer(
      texts: subject.training.prompts, labels: subject.trainingLabels,
      classCount: subject.classes.count, seed: subject.seed
    ).influence(strength: subject.model.strength)
    var explanations = chosen.map {
      explain($0, request, subject: subject, answers: answers, influence: influence)
    }
    if request.tested > 0 {
      let trial = DeletionTrial(subject, seed: request.seed)
      for place in explanations.indices.prefix(request.tested) {
        explanations[place].test = try trial.test(explanations[place])
      }
    }
    let wrong = zip(answers.mostLikely, subject.labels).count { $0 != $1 }
    return Explanations(
      model: request.model, file: request.file, trainingFile: subject.trainingFile,
      rows: subject.rows.count, wrong: wrong, answers: explanations)
  }

  /// The rows to explain, from 0: of wrong answers those first of which the model is surest.
  private static func choose(
    _ request: ExplainRequest, _ subject: ExplainedModel, answers: ScoreMatrix
  ) throws(AssayError) -> [Int] {
    switch request.selection {
    case .row(let row):
      guard subject.labels.indices.contains(row) else {
        throw AssayError(
          "there is no row \(row + 1)", at: Location(file: request.file),
          remedy: "Give a row from 1 to \(subject.labels.count)")
      }
      return [row]
    case .wrong:
      let likeliest = answers.mostLikely
      let wrong = subject.labels.indices.filter { likeliest[$0] != subject.labels[$0] }
      func certainty(_ row: Int) -> Double {
        answers[row, likeliest[row]] - answers[row, subject.labels[row]]
      }
      let order = wrong.sorted { (certainty($1), $0) < (certainty($0), $1) }
      return Array(order.prefix(request.mostAnswers))
    }
  }

  private static func explain(
    _ row: Int, _ request: ExplainRequest, subject: ExplainedModel, answers: ScoreMatrix,
    influence: LinearInfluence
  ) -> Explanation {
    let scores = Array(answers.row(row))
    let answer = answers.mostLikely[row]
    let label = subject.labels[row]
    let next = scores.indices.filter { $0 != answer }.max { scores[$0] < scores[$1] } ?? label
    let other = answer == label ? next : label
    let pushes = influence.pushes(subject.rows.prompts[row], from: other, to: answer)
    let strongest = pushes.indices.sorted { (pushes[$1], $0) < (pushes[$0], $1) }
      .prefix(request.rowsPerAnswer).filter { pushes[$0] > 0 }
    return Explanation(
      row: row, line: subject.rows.lines?[row], prompt: subject.rows.prompts[row],
      label: subject.classes[label], answer: subject.classes[answer],
      other: subject.classes[other], answerProbability: scores[answer],
      otherProbability: scores[other],
      logOdds: log(max(scores[answer], 1e-300)) - log(max(scores[other], 1e-300)),
      sum: pushes.reduce(0, +),
      pushes: strongest.map { place in
        Explanation.Push(
          row: place, line: subject.training.lines?[place],
          prompt: subject.training.prompts[place],
          label: subject.classes[subject.trainingLabels[place]], strength: pushes[place])
      })
  }
}
