// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
import Evaluation
package import JSON

/// Which completions a model is to score.
package struct ScoreRequest: Sendable {
  package enum Candidates: Sendable, Equatable {
    /// Those of the file, with so many of the likeliest tokens at each place.
    case ofFile(alternatives: Int)
    /// The classes that the model was trained on, or else those of the file.
    case classes
    case labels([String])
  }

  package var model: String
  package var file: String
  package var candidates = Candidates.ofFile(alternatives: 0)
  package var reading = RowReading()
  package var computing = ComputeRequest()

  package init(model: String, file: String) {
    self.model = model
    self.file = file
  }
}

/// The use "score": how likely a model finds the completions of a file.
package enum Scoring {
  /// - Parameter write: gets an object for each row, in order.
  /// - Returns: what the file's own completions amount to, in words; for others how many prompts were
  ///   cut, nil when none was.
  package static func run(
    _ request: ScoreRequest, events: @escaping (EvaluateEvent) -> Void = { _ in },
    write: (JSONValue) throws(AssayError) -> Void
  ) throws(AssayError) -> String? {
    let run = try ModelRun(request.model, computing: request.computing, events: events)
    let rows = try run.scoredRows(request)
    var alternatives = 0
    var labels: [String]?
    switch request.candidates {
    case .ofFile(let count): alternatives = count
    case .labels(let named): labels = named
    case .classes: labels = try classes(run.classes(of: rows), request)
    }
    let scorer = try RowScorer(
      run: run, rows: rows, file: request.file, alternatives: alternatives,
      side: request.reading.truncationSide)
    for range in (0..<rows.count).chunks(ofCount: RowScorer.rowsPerPass) {
      let lines: [JSONValue]
      if let labels {
        lines = try scorer.labels(
          labels, exclusively: request.candidates == .classes, range: range)
      } else {
        lines = try scorer.completions(range)
      }
      for line in lines { try write(line) }
      events(.evaluated(run.name, done: range.upperBound, total: rows.count))
    }
    events(.finished)
    return labels == nil ? scorer.summary : scorer.shortened
  }

  private static func classes(
    _ known: [String]?, _ request: ScoreRequest
  ) throws(AssayError) -> [String] {
    if let known { return known }
    throw AssayError(
      "neither the model nor the file has classes", at: Location(file: request.file),
      remedy: "Name them with --label")
  }
}
