// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import JSON

/// A report as it is kept for the next run; the file's name is not part of it.
extension LintReport {
  package var kept: JSONValue {
    [
      "facts": facts?.json ?? .null,
      "findings": .array(findings.map(\.kept)),
      "met": .array(trace.met.sorted().map { .integer($0) }),
    ]
  }

  /// Nil when the document is not a kept report.
  package init?(kept: JSONValue, path: String) {
    guard let facts = kept["facts"].flatMap(FileFacts.init), let items = kept["findings"]?.array,
      let met = kept["met"]?.array
    else { return nil }
    let findings = items.compactMap { Finding(kept: $0, file: path) }
    guard findings.count == items.count else { return nil }
    var trace = Trace()
    trace.met = Set(met.compactMap(\.integer))
    self.init(path: path, facts: facts, findings: findings, trace: trace)
  }
}

extension Finding {
  fileprivate var kept: JSONValue {
    var object = jsonMembers
    object["rows"] = nil
    object["line"] = nil
    object.append("places", .array(places.map(Self.kept)))
    return .object(object)
  }

  private static func kept(_ place: Place) -> JSONValue {
    let range = place.range.map { [JSONValue.integer($0.lowerBound), .integer($0.upperBound)] }
    return .array([.integer(place.row), .integer(place.line)] + (range ?? []))
  }

  fileprivate init?(kept: JSONValue, file: String) {
    guard let code = kept["code"]?.string, let name = kept["name"]?.string,
      let severity = kept["severity"]?.string.flatMap(Severity.init),
      let message = kept["message"]?.string, let places = kept["places"]?.array,
      let rowCount = kept["row_count"]?.integer, let help = kept["help"]?.string
    else { return nil }
    self.init(
      code: code, name: name, severity: severity, message: message, file: file,
      places: places.compactMap(Self.place), rowCount: rowCount, field: kept["field"]?.string,
      fix: kept["fix"]?.string.flatMap(FixGrade.init), help: help)
  }

  private static func place(_ kept: JSONValue) -> Place? {
    let numbers = (kept.array ?? []).compactMap(\.integer)
    guard numbers.count == 2 || (numbers.count == 4 && numbers[2] <= numbers[3]) else {
      return nil
    }
    return Place(
      row: numbers[0], line: numbers[1],
      range: numbers.count == 4 ? numbers[2]..<numbers[3] : nil)
  }
}
