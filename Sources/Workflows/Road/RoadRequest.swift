// SPDX-License-Identifier: Apache-2.0

package import RuleEngine
package import Training

/// What the whole road from a file to a measured model is to do.
package struct RoadRequest: Sendable {
  package var file: DataFile
  /// How the file is read and checked.
  package var options = CheckOptions()
  /// The folder for data, model and report.
  package var output: String
  package var policy = RunFolder.Policy.refuse
  /// How long the training may take in seconds, and the rest of the road beside it.
  package var budget = 300.0
  /// A model of the store, a folder, or a shape that starts from random weights.
  package var model = "nano"
  /// Whether random weights of the model's shape are wanted, whatever weights there are.
  package var fromScratch = false
  /// Decides on fixes; unsafe ones are offered where the grades say so.
  package var fixes = FixPolicy()
  package var seed = 42

  package init(_ file: DataFile, output: String) {
    self.file = file
    self.output = output
  }
}

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
  case measuring(EvaluateEvent)
}

/// A step of the road.
package enum RoadStep: String, Sendable, CaseIterable {
  case lint, fix, train, evaluate
}

/// Where the road has led to.
package enum RoadResult: Sendable {
  case arrived(RoadVerdict, RoadFolder)
  /// The caller wanted it to stop; the state is saved.
  case interrupted(RoadFolder)
}

/// A time as people write it: `90s`, `5min`, `1.5h`, `1h30min`; a bare number is minutes.
package enum TimeSpan {
  private static let units: [(names: [String], seconds: Double)] = [
    (["s", "sec", "secs", "second", "seconds"], 1),
    (["m", "min", "mins", "minute", "minutes"], 60),
    (["h", "hr", "hour", "hours"], 3600),
  ]

  /// Seconds; nil for what is no time above zero.
  package static func seconds(_ text: String) -> Double? {
    var rest = text.lowercased().filter { $0 != " " }[...]
    var sum = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest[digits.endIndex...]
      let unit = rest.prefix { $0.isLetter }
      rest = rest[unit.endIndex...]
      let name = unit.isEmpty ? "min" : String(unit)
      guard let number = Double(digits), let known = units.first(where: { $0.names.contains(name) })
      else { return nil }
      sum += number * known.seconds
    }
    return sum > 0 && sum.isFinite ? sum : nil
  }
}
