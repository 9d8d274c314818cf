// SPDX-License-Identifier: Apache-2.0

import Reports

/// The parts of a report by their titles.
extension Report {
  func section(_ title: String) -> ReportSection? { sections.first { $0.title == title } }

  func table(_ title: String) -> ReportTable? {
    sections.flatMap(\.blocks).lazy.compactMap { block in
      if case .table(let table) = block, table.title == title { table } else { nil }
    }.first
  }

  func chart(_ title: String) -> ReportChart? {
    sections.flatMap(\.blocks).lazy.compactMap { block in
      if case .chart(let chart) = block, chart.title == title { chart } else { nil }
    }.first
  }

  var notes: [String] {
    sections.flatMap(\.blocks).compactMap { if case .note(let note) = $0 { note } else { nil } }
  }

  func figure(_ key: String) -> ReportFigure? {
    for case .figures(let figures) in sections.flatMap(\.blocks) {
      if let found = figures.first(where: { $0.key == key }) { return found }
    }
    return nil
  }
}
