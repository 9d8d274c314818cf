// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// `assay lint --watch` as somebody leaves it running.
@Suite struct LintWatchTests {
  private static let good = "prompt,completion\none ->,\" a END\"\n"

  /// The file is mended, then another, which cannot be read, is put in its place.
  @Test func eachChangeIsChecked() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good.replacing("\" a", with: "\"a"), to: "a.csv")
    for name in ["out", "err"] { try folder.write("", to: name) }
    let process = Process()
    process.executableURL = BuiltBinary.url
    process.arguments = ["lint", "--watch", "a.csv", "--select", "WSP001", "--format", "concise"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = try FileHandle(forWritingTo: folder.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: folder.url.appending(path: "err"))
    try process.run()
    try Self.wait(for: "watching", in: "err", of: folder)
    try folder.write(Self.good, to: "a.csv")
    try Self.wait(for: "no findings", in: "out", of: folder)
    try folder.write("x\n", to: "a.csv")
    try Self.wait(for: "error: a.csv", in: "err", of: folder)
    // Ctrl-C ends it as well, but threads of a test block all signals that can be blocked, and their
    // children do too.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let output = try folder.text(of: "out")
    #expect(output.contains("a.csv:2: warning WSP001"), "\(output)")
    #expect(output.contains("--- a.csv changed ---\nno findings\n"), "\(output)")
  }

  private static func wait(
    for text: String, in name: String, of folder: TemporaryFolder
  ) throws {
    for _ in 0..<600 {
      if try folder.text(of: name).contains(text) { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("\(name) never says \(text)")
  }

  @Test(arguments: [["-"], ["a.csv", "--write-baseline"], ["a.csv", "-o", "out.txt"]])
  func whatCannotBeWatchedIsSaid(_ words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "a.csv")
    let outcome = try BuiltBinary.run(["lint", "--watch"] + words, in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("watch"), "\(outcome.errors)")
    #expect(try folder.names == ["a.csv"])
  }
}
