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
    let process = try Self.watch(folder)
    try folder.write(Self.good, to: "a.csv")
    try Self.wait(for: "no findings", in: "out", of: folder)
    try folder.write("x\n", to: "a.csv")
    try Self.wait(for: "error: a.csv", in: "err", of: folder)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let output = try folder.text(of: "out")
    #expect(output.contains("a.csv:2: warning WSP001"), "\(output)")
    #expect(output.contains("--- a.csv changed ---\nno findings\n"), "\(output)")
  }

  /// Nothing is lost by Ctrl-C, and no file is left behind; a shell calls that status 130.
  @Test func controlCEndsIt() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.good, to: "a.csv")
    let process = try Self.watch(folder)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGINT)
    #expect(try folder.names == ["a.csv", "err", "out"])
  }

  /// Starts watching, and waits until the file was checked once.
  private static func watch(_ folder: TemporaryFolder) throws -> Process {
    for name in ["out", "err"] { try folder.write("", to: name) }
    let process = Process()
    process.executableURL = BuiltBinary.url
    process.arguments = ["lint", "--watch", "a.csv", "--select", "WSP001", "--format", "concise"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = try FileHandle(forWritingTo: folder.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: folder.url.appending(path: "err"))
    // Threads of a test block all signals that can be blocked, and their children would do so too.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    // Tests that run in the background of a shell ignore Ctrl-C, and their children would too.
    let earlier = signal(SIGINT, SIG_DFL)
    defer {
      signal(SIGINT, earlier)
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try process.run()
    try wait(for: "watching", in: "err", of: folder)
    return process
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
