// SPDX-License-Identifier: Apache-2.0

package import JSON

/// What people want to know about a job, in a form that every renderer understands. Renderers leave
/// out what their format cannot show, never what it can.
package struct Report: Sendable {
  package var title: String
  /// One line: what was looked at.
  package var summary: String
  /// What it comes to, in a few short sentences; empty where there is nothing to conclude.
  package var verdict: String
  package var sections: [ReportSection]
  /// The same content for programs; what the JSON renderer writes.
  package var data: JSONValue
  /// The files that it is about, as the user named them.
  package var inputs: [String] = []
  /// When and how it was made; nil where nobody said.
  package var origin: ReportOrigin?

  package init(
    title: String, summary: String, verdict: String = "", sections: [ReportSection],
    data: JSONValue
  ) {
    self.title = title
    self.summary = summary
    self.verdict = verdict
    self.sections = sections
    self.data = data
  }
}

/// A part of a report under a heading.
package struct ReportSection: Sendable {
  package var title: String
  /// One sentence on how to read it; may be empty.
  package var explanation: String
  package var blocks: [ReportBlock]
  /// Whether pages show the heading alone until somebody opens it: what few readers need.
  package var isFolded: Bool

  package init(
    title: String, explanation: String = "", blocks: [ReportBlock], isFolded: Bool = false
  ) {
    self.isFolded = isFolded
    self.title = title
    self.explanation = explanation
    self.blocks = blocks
  }
}

/// A piece of a section.
package enum ReportBlock: Sendable {
  case figures([ReportFigure])
  case table(ReportTable)
  case chart(ReportChart)
  case intervals(ReportIntervals)
  case matrix(ReportMatrix)
  case note(String)
}
