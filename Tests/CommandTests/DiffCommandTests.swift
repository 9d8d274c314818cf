// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct DiffCommandTests {
  private static let old =
    "prompt,completion\nThe parcel never came,delivery\nCharged twice,payment\n"
  private static let new =
    "prompt,completion\nThe parcel never came,payment\nCharged twice,payment\n"

  private func git(_ arguments: String..., in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.path, "-c", "user.name=t", "-c", "user.email=t@example.org"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// A repository with the old file in its first commit, tag v1, and the new one in the second.
  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try git("init", "-q", in: folder.url)
    try folder.write(Self.old, to: "rows.csv")
    try git("add", "rows.csv", in: folder.url)
    try git("commit", "-qm", "old", in: folder.url)
    try git("tag", "v1", in: folder.url)
    try folder.write(Self.new, to: "rows.csv")
    try git("commit", "-qam", "new", in: folder.url)
    return folder
  }

  @Test func revisionsAreCompared() throws {
    let folder = try repository()
    for arguments in [
      ["git:v1:rows.csv", "rows.csv"], ["--git", "v1..HEAD", "rows.csv"],
      ["--git", "v1", "rows.csv"], ["git:v1:rows.csv", "git:HEAD:rows.csv"],
    ] {
      let outcome = try BuiltBinary.run(
        ["diff", "--format", "json"] + arguments, in: folder.url)
      let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
      #expect(json["rows"]?["unchanged"] == 1, "\(arguments): \(outcome.errors)")
      #expect(json["old"]?.string?.hasPrefix("git:v1") == true)
    }
    #expect(try folder.names.contains("rows.csv"))
  }

  /// What comes through a pipe is copied to a folder, which goes with the command.
  @Test func aSignalLeavesNoCopy() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.old, to: "rows.csv")
    let copies = folder.url.appending(path: "copies")
    try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: false)
    let process = Process()
    process.executableURL = BuiltBinary.url
    process.arguments = ["diff", "-", "rows.csv"]
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TMPDIR": copies.path]) { $1 }
    process.standardError = FileHandle.nullDevice
    // Nobody closes it: the command waits for more.
    let input = Pipe()
    process.standardInput = input
    // Threads of a test block all signals that can be blocked, and their children would do so too.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
    func names() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: copies.path)
    }
    while process.isRunning, try names().count < 2 { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(try names() == [])
  }

  @Test(arguments: [
    (["git:v9:rows.csv", "rows.csv"], "git cannot show it"),
    (["git:v1:none.csv", "rows.csv"], "git cannot show it"),
    (["rows.csv"], "two files"), (["--git", "v1...HEAD", "rows.csv"], "two dots"),
    (["rows.csv", "none.csv"], "none.csv"), (["-", "-"], "standard input"),
    (["git:v1:rows.csv", "rows.csv", "--key", "id"], "no column 'id'"),
  ]) func whatCannotBeComparedEndsWith2(arguments: [String], message: String) throws {
    let folder = try repository()
    let outcome = try BuiltBinary.run(["diff"] + arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(arguments: ["text", "markdown", "html", "csv"])
  func everyFormShowsTheRows(format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.old, to: "old.csv")
    try folder.write(Self.new, to: "new.csv")
    let outcome = try BuiltBinary.run(
      ["diff", "old.csv", "new.csv", "--format", format], in: folder.url)
    #expect(outcome.status != 2, "\(outcome.errors)")
    #expect(outcome.output.contains("The parcel"), "\(outcome.output)")
  }

  /// A new error is what a gate stops; the same error on both sides is not new.
  @Test func newErrorsEndWith1() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.old, to: "old.csv")
    try folder.write(Self.old + "\"No answer here\",\n", to: "new.csv")
    let outcome = try BuiltBinary.run(["diff", "old.csv", "new.csv"], in: folder.url)
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    let same = try BuiltBinary.run(["diff", "new.csv", "new.csv"], in: folder.url)
    #expect(same.status == 0, "\(same.output)\(same.errors)")
  }

  @Test func oneSideMayBeStandardInput() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.old, to: "old.csv")
    let outcome = try BuiltBinary.run(
      ["diff", "old.csv", "-", "--input-format", "csv", "--format", "json"], in: folder.url,
      input: Self.old)
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["rows"]?["unchanged"] == 2 && json["new"] == "-", "\(outcome.errors)")
  }
}
