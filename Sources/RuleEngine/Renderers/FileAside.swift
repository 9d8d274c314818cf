// SPDX-License-Identifier: Apache-2.0

/// What a report says of a file besides its findings, where that is wanted: figures about the data, and
/// rows that were chosen at random.
struct FileAside {
  private let report: LintReport
  private let options: RenderOptions

  init(_ report: LintReport, _ options: RenderOptions) {
    self.report = report
    self.options = options
  }

  var sample: RowSample? { options.samples[report.path] }

  /// The figures as lines such as `rows: 12`.
  var figures: [String] {
    options.showsStatistics ? report.facts?.lines ?? [] : []
  }

  /// The figures as names and values.
  var properties: [(name: String, value: String)] {
    figures.map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  /// All of it as lines of text.
  var lines: [String] {
    guard let sample, !sample.rows.isEmpty else { return figures }
    return figures + ["random rows to read:"]
      + sample.lines(width: options.width - 2).map { "  " + $0 }
  }
}
