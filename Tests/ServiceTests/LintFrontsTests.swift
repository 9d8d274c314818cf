// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import JSON
import Testing

/// The command line and the service find the same in a file and make the same of it.
@Suite struct LintFrontsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var columns: (prompt: String, completion: String)?

    var testDescription: String { name }

    var options: [String] {
      columns.map { ["--prompt-column", $0.prompt, "--completion-column", $0.completion] } ?? []
    }

    var query: String {
      columns.map { "?prompt_column=\($0.prompt)&completion_column=\($0.completion)" } ?? ""
    }
  }

  static let cases = [
    Case(
      name: "reviews.v1.csv",
      text: "\u{FEFF}prompt;completion\n"
        + (0..<90).map { "thing \($0 / 2);\(["good", "bad", "Bad "][$0 % 3])\n" }.joined()),
    Case(
      name: "questions.tsv",
      text: "id\ttext\tcategory\n"
        + (0..<60).map { "\($0)\tquestion \($0)\t\(["refund", "card lost"][$0 % 2])\n" }.joined(),
      columns: ("text", "category")),
    Case(
      name: "free.jsonl",
      text: (0..<30).map {
        #"{"prompt":"\#($0) hats\#($0 == 7 ? "" : "?\\n\\nAnswer:")", "completion": " \#($0 * 7) of them"}"#
          + ($0 % 5 == 0 ? "\n\n" : "\n")
      }.joined()),
    Case(
      name: "rows.json",
      text: "["
        + (0..<20).map {
          #"{"prompt": "say \#($0)", "completion": \#($0 == 3 ? "null" : "\"\($0) \"")}"#
        }
        .joined(separator: ",\n") + "]"),
    Case(name: "lines.txt", text: (0..<12).map { "line number \($0 * 3)\n" }.joined()),
  ]

  @Test(arguments: cases)
  func findingsAreTheSame(_ sample: Case) async throws {
    let folder = try TemporaryFolder()
    try folder.write(sample.text, to: sample.name)
    let command = try JSONParser.parse(
      Array(
        BuiltBinary.run(
          ["lint", sample.name, "--isolated", "--no-cache", "--format", "json"] + sample.options,
          in: folder.url
        ).output.utf8), file: "lint.json")
    #expect(command["files"]?.array?.first?["findings"]?.array?.isEmpty == false)
    try await TestServer.run { server in
      let upload = try await server.upload(
        sample.text, filename: sample.name, purpose: "dataset")
      let id = try #require(upload.json["id"]?.string)
      let reply = try await server.send("GET", "/assay/files/\(id)/findings\(sample.query)")
      #expect(reply.json == command)
    }
  }

  @Test(arguments: cases)
  func preparedRowsAreTheSame(_ sample: Case) async throws {
    let folder = try TemporaryFolder()
    try folder.write(sample.text, to: sample.name)
    let outcome = try BuiltBinary.run(
      ["fix", sample.name, "--isolated", "--yes"] + sample.options, in: folder.url)
    #expect(outcome.status < 2, "\(outcome.errors)")
    let written = try folder.names.filter { $0 != sample.name }
    #expect(!written.isEmpty)
    try await TestServer.run { server in
      let upload = try await server.upload(
        sample.text, filename: sample.name, purpose: "dataset")
      let id = try #require(upload.json["id"]?.string)
      let reply = try await server.send("POST", "/assay/files/\(id)/fix\(sample.query)")
      let files = reply.json["data"]?.array ?? []
      #expect(files.compactMap { $0["filename"]?.string }.sorted() == written)
      for file in files {
        let id = file["id"]?.string ?? ""
        let name = file["filename"]?.string ?? ""
        let content = try await server.send("GET", "/v1/files/\(id)/content")
        #expect(try content.text == folder.text(of: name))
        #expect(file["bytes"]?.integer == content.body.count)
      }
      let left = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("left: ") }
      #expect(reply.json["left"]?.array?.count == left.count)
    }
  }

  /// A file that is uploaded to be trained on gets the findings of the command line as well.
  @Test func uploadsAreLintedAsOnTheCommandLine() async throws {
    let sample = Self.cases[2]
    let folder = try TemporaryFolder()
    try folder.write(sample.text, to: sample.name)
    let errors = try JSONParser.parse(
      Array(
        BuiltBinary.run(
          ["lint", sample.name, "--isolated", "--no-cache", "--format", "json"], in: folder.url
        ).output.utf8), file: "lint.json")["files"]?.array?.first?["findings"]
    try await TestServer.run { server in
      let reply = try await server.upload(sample.text, filename: sample.name)
      #expect(reply.status == 400)
      #expect(reply.error["findings"] == errors)
    }
  }
}
