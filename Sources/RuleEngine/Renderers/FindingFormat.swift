// SPDX-License-Identifier: Apache-2.0

/// The forms in which findings are printed.
package enum FindingFormat: String, Sendable, CaseIterable {
  case full, concise, json, jsonl, github, gitlab, sarif, junit, markdown, html

  package var renderer: any FindingRenderer {
    switch self {
    case .full: FullRenderer()
    case .concise: ConciseRenderer()
    case .json: JSONRenderer()
    case .jsonl: JSONLinesRenderer()
    case .github: GitHubRenderer()
    case .gitlab: GitLabRenderer()
    case .sarif: SARIFRenderer()
    case .junit: JUnitRenderer()
    case .markdown: MarkdownRenderer()
    case .html: HTMLRenderer()
    }
  }
}
