// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import RuleEngine
import RuleLibrary
import Tables
import Tokenizer

/// Lints a file when it is uploaded.
struct FileInspector: Sendable {
  /// What a client may upload a file for: to train on it, or to look at and repair it first.
  static let purposes: Set = ["fine-tune", "dataset"]
  private static let shownFindings = 3

  let rules: RuleSet

  init() throws(AssayError) {
    rules = try RuleLibrary.rules()
  }

  /// What the linter says about a file, as the JSON of `assay lint --format json`.
  /// - Throws: `APIError` 400 with the findings when a file to train on cannot be trained on.
  func inspect(_ path: String, _ record: FileRecord) async throws -> String? {
    let report: LintReport
    do throws(AssayError) {
      report = try await Offload.run { () throws(AssayError) in try lint(path, record) }
    } catch {
      // A dataset may have its columns named later; one to train on must be right as it is.
      if record.purpose == "dataset" { return nil }
      throw Self.unreadable(error, record)
    }
    let text = FindingFormat.json.renderer.render([report], RenderOptions())
    let errors = report.findings.filter { $0.severity == .error }
    if record.purpose == "fine-tune" && !errors.isEmpty {
      throw Self.refusal(errors, document: text, record)
    }
    return text
  }

  /// What the linter says about a file of the store, by columns of any name.
  /// - Throws: `APIError` 400 when the file cannot be read.
  func document(
    _ path: String, _ record: FileRecord, _ columns: (prompt: String, completion: String)
  ) async throws -> JSONValue {
    do throws(AssayError) {
      let report = try await Offload.run { () throws(AssayError) in
        try lint(path, record, columns)
      }
      let text = FindingFormat.json.renderer.render([report], RenderOptions())
      return try JSONParser.parse(Array(text.utf8), file: record.filename)
    } catch {
      throw Self.unreadable(error, record)
    }
  }

  /// How the linter and the fixer read the files of clients.
  static func settings(
    _ columns: (prompt: String, completion: String) = ("prompt", "completion")
  ) -> Settings {
    var settings = Settings()
    settings.names = ColumnNames(prompt: columns.prompt, completion: columns.completion)
    settings.tokenizer = GPT2Tokenizer.gpt2
    return settings
  }

  private func lint(
    _ path: String, _ record: FileRecord,
    _ columns: (prompt: String, completion: String) = ("prompt", "completion")
  ) throws(AssayError) -> LintReport {
    try Linter(rules: rules, settings: Self.settings(columns))
      .lint(try ClientFile(record, at: path))
  }

  /// A file that is no table at all. The place is told in the client's words.
  static func unreadable(_ error: AssayError, _ record: FileRecord) -> APIError {
    var error = error
    error.location?.file = record.filename
    var refusal = APIError.invalid(
      "Invalid file format. \(error)", param: "file", code: "invalid_file_format")
    if let line = error.location?.line { refusal.details.append(.init("line", .integer(line))) }
    return refusal
  }

  private static func refusal(
    _ errors: [Finding], document: String, _ record: FileRecord
  ) -> APIError {
    let shown = errors.prefix(shownFindings).map { finding in
      let place = finding.places.first.map { "line \($0.line): " } ?? ""
      return "\(finding.code) \(place)\(finding.message)."
    }
    let more = errors.count > shownFindings ? " And \(errors.count - shownFindings) more." : ""
    var refusal = APIError.invalid(
      "The file cannot be trained on: \(shown.joined(separator: " "))\(more)"
        + " 'assay fix' repairs most of this.", param: "file", code: "invalid_training_file")
    let value = try? JSONParser.parse(Array(document.utf8), file: record.filename)
    if let findings = value?["files"]?.array?.first?["findings"] {
      refusal.details.append(.init("findings", findings))
    }
    return refusal
  }
}

extension JSONObject.Member {
  init(_ key: String, _ value: JSONValue) {
    var object = JSONObject()
    object.append(key, value)
    self = object.members[0]
  }
}

extension FileRecord {
  /// The format by which the content is read; nil leaves it to the name and the content.
  var format: TableFormat? { purpose == "fine-tune" ? .jsonl : nil }
}
