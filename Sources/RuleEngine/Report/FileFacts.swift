// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Dataset
package import JSON
import Tables

/// What a report says about a file besides findings.
package struct FileFacts: Sendable, Equatable {
  package let format: String
  package let rows: Int
  package let task: String
  /// Figures about the data as JSON, and as lines of text.
  package let statistics: JSONValue
  package let lines: [String]

  init(_ profile: Profile) {
    let statistics = DataStatistics(profile)
    format = profile.format.rawValue
    rows = profile.rows
    task = profile.task.rawValue
    self.statistics = statistics.json
    lines = statistics.lines
  }

  // MARK: - JSON

  var json: JSONValue {
    [
      "format": .string(format), "rows": .integer(rows), "task": .string(task),
      "statistics": statistics, "lines": .array(lines.map { .string($0) }),
    ]
  }

  init?(_ json: JSONValue) {
    guard let format = json["format"]?.string, let rows = json["rows"]?.integer,
      let task = json["task"]?.string, let statistics = json["statistics"],
      let lines = json["lines"]?.array
    else { return nil }
    self.format = format
    self.rows = rows
    self.task = task
    self.statistics = statistics
    self.lines = lines.compactMap(\.string)
  }
}
