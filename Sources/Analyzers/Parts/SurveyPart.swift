// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records
package import Tables

/// What a survey learned of some rows of a data set. Parts that were surveyed anywhere, merged in the order
/// of the rows, are what a survey of all rows would have learned.
package struct SurveyPart: Mergeable, Codable {
  var survey: Survey
  private(set) var edges = SharedEdges()
  package private(set) var notes: [ReadingNote] = []

  package var rows: Int { survey.rows }

  /// Whether all completions have the same space around them: then two differ by their texts alone.
  package var sharesEdges: Bool { edges.areShared }

  init(_ survey: Survey) { self.survey = survey }

  mutating func add(_ batch: RecordBatch) -> HashedBatch {
    batch.visit { edges.add($0.completion) }
    return survey.add(batch)
  }

  mutating func note(_ notes: [ReadingNote]) { self.notes = notes }

  package mutating func merge(_ next: SurveyPart) {
    var joined = JoinedNotes()
    joined.add(notes, firstRow: 0)
    joined.add(next.notes, firstRow: rows)
    notes = joined.notes
    survey.merge(next.survey)
    edges.merge(next.edges)
  }
}
