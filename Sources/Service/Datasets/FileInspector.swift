// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Fixes
import JSON
import Platform
import Records
import RuleEngine
import RuleLibrary
import ServiceStore
import Tables
import Workflows

/// Lints the files of clients.
struct FileInspector: Sendable {
  static let trainingPurpose = "fine-tune"
  /// That of a map of labels to the numbers that stand for them in a training file.
  static let labelsPurpose = "labels"
  /// What a file of rows is for: to train on it, or to look at and repair it first.
  static let purposes: Set = [trainingPurpose, "dataset"]

  /// - Throws: `AssayError` when a rule is faulty: that must show when the service starts.
  init() throws(AssayError) { _ = try RuleLibrary.rules() }

  /// What the linter says about a file, as the JSON of `assay lint --format json`.
  /// - Throws: `APIError` 400 with the findings when a file to train on cannot be trained on.
  func inspect(_ path: String, _ record: FileRecord) async throws -> String? {
    if record.purpose == Self.labelsPurpose {
      do throws(AssayError) {
        _ = try LabelMap(
          JSONParser.parse(Files.read(path), file: record.filename), file: record.filename)
      } catch {
        throw Self.unreadable(error, record)
      }
      return nil
    }
    let result: LintResult
    do throws(AssayError) {
      result = try await lint(path, record, options: Self.options(for: record))
    } catch {
      // A dataset may have its columns named later; one to train on must be right as it is.
      if record.purpose == "dataset" { return nil }
      throw Self.unreadable(error, record)
    }
    let text = Self.text(result)
    if record.purpose == "fine-tune", let refused = RefusedRows(result.reports[0].findings) {
      throw Self.refusal(refused, document: text, record: record)
    }
    return text
  }

  /// What the linter says about a file of the store, by columns of any name.
  /// - Throws: `APIError` 400 when the file cannot be read.
  func document(
    _ path: String, _ record: FileRecord, options: CheckOptions,
    sample: (rows: Int, seed: UInt64)? = nil, excerpts: Int = 0
  ) async throws -> JSONValue {
    do throws(AssayError) {
      let result = try await lint(
        path, record, options: options, sample: sample, excerpts: excerpts)
      let text = Self.text(result, excerpts: excerpts)
      return try JSONParser.parse(Array(text.utf8), file: record.filename)
    } catch {
      throw Self.unreadable(error, record)
    }
  }

  /// How the linter and the fixer treat a client's file: as the command line does where there is no
  /// configuration file.
  static func options(for record: FileRecord) -> CheckOptions {
    var options = CheckOptions()
    options.configuration = .none
    if record.purpose == "fine-tune" { options.reading.format = .jsonl }
    return options
  }

  private func lint(
    _ path: String, _ record: FileRecord, options: CheckOptions,
    sample: (rows: Int, seed: UInt64)? = nil, excerpts: Int = 0
  ) async throws(AssayError) -> LintResult {
    let file = DataFile(name: record.filename, at: path)
    return try await Offload.run { () throws(AssayError) in
      var request = LintRequest([file])
      request.sample = sample
      request.shownPlaces = excerpts
      let result = try Linting(options).run(request)
      if let fault = result.faults.first { throw fault }
      return result
    }
  }

  private static func text(_ result: LintResult, excerpts: Int = 0) -> String {
    var options = RenderOptions()
    options.excerptsInJSON = excerpts
    options.excerpts = result.excerpts
    options.samples = result.samples
    return FindingFormat.json.renderer.render(result.reports, options)
  }

  // MARK: - Refusals

  /// What helps a client, which has none of the options of a command line.
  private static let wayOfDatasets =
    "To train on it, write each row as a JSON object of `prompt` and `completion`, in UTF-8. Or upload"
    + " it with the purpose 'dataset': on the page its columns, sheet and encoding can be chosen, and"
    + " a file to train on is made of it"

  /// A file that is no table at all.
  static func unreadable(_ error: AssayError, _ record: FileRecord) -> APIError {
    var error = error
    if record.purpose == trainingPurpose, error.remedy?.contains("--") == true {
      error.remedy = wayOfDatasets
    }
    var refusal = APIError.invalid(
      "Invalid file format. \(error)", param: "file", code: "invalid_file_format")
    if let line = error.location?.line { refusal.details.append(.init("line", .integer(line))) }
    return refusal
  }

  private static func refusal(
    _ refused: RefusedRows, document: String, record: FileRecord
  ) -> APIError {
    let page =
      refused.errors.contains { $0.fix != nil }
      ? " Uploaded with the purpose 'dataset' it can be repaired on the page, too." : ""
    var refusal = APIError.invalid(
      "The file cannot be trained on: \(refused.reasons) \(refused.advice)\(page)", param: "file",
      code: "invalid_training_file")
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
