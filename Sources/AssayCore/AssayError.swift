// SPDX-License-Identifier: Apache-2.0

/// Why a job could not be done: what went wrong, where, and what to do about it. A finding about
/// data is never an error; see `Finding`.
package struct AssayError: Error, Sendable, Equatable {
  /// What programs do something about.
  package enum Cause: Sendable {
    /// A training came to no numbers.
    case divergence
    /// The system refused a call, as it may not another time.
    case system
  }

  /// What went wrong, as one sentence without a final dot.
  package var message: String
  /// Where, when it has a place.
  package var location: Location?
  /// What to do about it, as one sentence without a final dot.
  package var remedy: String?
  /// The rule that explains it; nil for what no rule is about.
  package var code: RuleCode?
  /// Nil for what only people can do something about.
  package var cause: Cause?
  /// The first of the rows behind `location` that have the same fault, and how many there are.
  package var laterPlaces: [Finding.Place] = []
  package var laterCount = 0

  package init(
    _ message: String, at location: Location? = nil, remedy: String? = nil, code: RuleCode? = nil
  ) {
    self.message = message
    self.location = location
    self.remedy = remedy
    self.code = code
  }

  /// Counts a row behind `location` that has the same fault.
  package mutating func addLater(row: Int, line: Int) {
    laterCount += 1
    if laterPlaces.count < Finding.shownPlaces - 1 {
      laterPlaces.append(.init(row: row, line: line))
    }
  }
}

extension AssayError: CustomStringConvertible {
  /// `train.csv:12:5: CSV001: message. Remedy`
  package var description: String {
    let place = location.map { "\($0): " } ?? ""
    let rule = code.map { "\($0.rawValue): " } ?? ""
    let advice = remedy.map { ". \($0)" } ?? ""
    return "\(place)\(rule)\(message)\(advice)"
  }
}
