// SPDX-License-Identifier: Apache-2.0

import Dataset
import Foundation
import Records
import Tables
import Testing

@testable import Analyzers

@Suite struct StoredSurveyTests {
  /// Rows with these cells; nil is a cell that the row does not have.
  private func survey(_ rows: [[String?]], columns: [String]) -> Survey {
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: 0)
    for (index, row) in rows.enumerated() {
      for cell in row { builder.append(cell ?? "", kind: cell == nil ? .missing : .text) }
      builder.endRow(line: index + 1)
    }
    var survey = Survey(rules: FactRules.standard, AnalyzerSet([]))
    survey.add(RecordBatch(builder.finish()))
    return survey
  }

  private func stored(_ survey: Survey) throws -> Survey {
    let written = try JSONEncoder().encode(survey)
    return try JSONDecoder().decode(Survey.self, from: written)
  }

  @Test func whatAPartHasLearnedComesBack() throws {
    let columns = ["prompt", "completion", "answer"]
    let rows: [[String?]] = [["p", "c", nil], ["q", nil, "text"], ["r", nil, "more text"]]
    let found = try stored(survey(rows, columns: columns))
    #expect(found.rows == 3 && found.columns == columns)
    #expect(found.prompt.rows == 3 && found.prompt.blank == 0)
    #expect(found.completion.rows == 3 && found.completion.blank == 2)
    #expect(found.labels.count == 1)
    #expect(found.strays.names == ["answer"])
    let both = ["prompt", "completion", "messages"]
    let chats: [[String?]] = [["p", "c", nil], [nil, nil, "x"], [nil, nil, "y"]]
    let mixed = try stored(survey(chats, columns: both))
    #expect(mixed.forms.form == .chats)
  }
}
