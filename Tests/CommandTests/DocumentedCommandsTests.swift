// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// The commands of the documentation print what it says they print. A line `...` stands for any lines,
/// and `...` at the end of a line for the rest of it.
@Suite struct DocumentedCommandsTests {
  private struct Step {
    var command: String
    var output: [String] = []
  }

  @Test(arguments: [
    "docs/tutorial.md", "docs/guides/classification.md", "docs/guides/conversations.md",
    "docs/guides/hosted.md",
  ])
  func commandsPrintWhatIsShown(page: String) throws {
    let folder = try TemporaryFolder()
    let steps = Self.steps(try Checkout.text(of: page))
    #expect(!steps.isEmpty)
    let binaries = BuiltBinary.url.deletingLastPathComponent().path
    for step in steps {
      // What a command before a pipe says on standard error comes before or after the pipe's output.
      #expect(!step.command.contains(" | "), "\(page): the order of \(step.command) is by chance")
      let line = "export PATH='\(binaries)':\"$PATH\" COLUMNS=100; { \(step.command)\n} 2>&1"
      let outcome = try BuiltBinary.runShell(line, in: folder.url)
      var lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      if lines.last == "" { lines.removeLast() }
      #expect(
        Self.matches(lines[...], step.output[...]), "\(page): \(step.command)\n\(outcome.output)")
    }
  }

  /// The commands of a page with the lines below each.
  private static func steps(_ page: String) -> [Step] {
    var steps: [Step] = []
    var isInBlock = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
      } else if isInBlock, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isInBlock, !steps.isEmpty {
        steps[steps.count - 1].output.append(String(line))
      }
    }
    return steps
  }

  private static func matches(_ lines: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return lines.isEmpty }
    let rest = shown.dropFirst()
    if first == "..." {
      return (0...lines.count).contains { matches(lines.dropFirst($0), rest) }
    }
    guard let line = lines.first else { return false }
    let isSame = first.hasSuffix("...") ? line.hasPrefix(first.dropLast(3)) : line == first
    return isSame && matches(lines.dropFirst(), rest)
  }
}
