// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RuleEngine
import Tables

/// Makes of a dataset the files to train on, as `assay fix --yes` does.
struct DatasetRepair: Sendable {
  struct Result: Sendable {
    /// The new files and where they stand before the store has them.
    var files: [(record: FileRecord, upload: String)]
    /// What was done, a line for each fix.
    var applied: [String]
    var rowsIn: Int
    var rowsOut: Int
  }

  let inspector: FileInspector
  let folder: DataFolder
  let file: FileRecord
  let columns: (prompt: String, completion: String)
  private static let seed: UInt64 = 42

  /// - Throws: `APIError` 400 when the file cannot be read.
  func run() async throws -> Result {
    do throws(AssayError) {
      return try await Offload.run { () throws(AssayError) in try repair() }
    } catch {
      throw FileInspector.unreadable(error, file)
    }
  }

  private func repair() throws(AssayError) -> Result {
    let settings = FileInspector.settings(columns)
    let source = try ClientFile(file, at: folder.path(of: file))
    let outcome = try Fixer(rules: inspector.rules, settings: settings).decide(source) {
      offer throws(AssayError) in offer.grade == .safe
    }
    let stream = RecordStream(
      source, names: settings.names, plan: outcome.plan, threads: settings.threads)
    let valid =
      outcome.before.task == .classification
      ? try Split(stream, fraction: nil, seed: Self.seed).valid : RowSet()
    let rows = FixedRows(
      source, names: settings.names, plan: outcome.plan, valid: valid, threads: settings.threads,
      keepsEntries: false)
    return try write(rows, outcome)
  }

  private func write(
    _ rows: FixedRows, _ outcome: Fixer.Outcome
  ) throws(AssayError) -> Result {
    let ids = [Identifier.mint(.file), Identifier.mint(.file)]
    let train = try AtomicFile(path: folder.upload(ids[0]))
    let valid = try AtomicFile(path: folder.upload(ids[1]))
    var sizes = [0, 0]
    let report = try rows.forEachBatch { lines throws(AssayError) in
      try train.write(lines.train)
      try valid.write(lines.valid)
      sizes[0] += lines.train.count
      sizes[1] += lines.valid.count
    }
    let hasValid = report.validRows > 0
    try train.commit()
    if hasValid { try valid.commit() } else { valid.discard() }
    let names = hasValid ? ["_prepared_train", "_prepared_valid"] : ["_prepared"]
    let files = names.indices.map { index in
      (
        record: record(ids[index], names[index], bytes: sizes[index]),
        upload: folder.upload(ids[index])
      )
    }
    return Result(
      files: files, applied: outcome.applied.map { "\($0.finding.code) \($0.step.title)" },
      rowsIn: report.rowsIn, rowsOut: report.rowsOut)
  }

  private func record(_ id: String, _ suffix: String, bytes: Int) -> FileRecord {
    let last = file.filename.split(separator: "/").last.map(String.init) ?? "file"
    let stem = last.split(separator: ".", omittingEmptySubsequences: false).first ?? "file"
    return FileRecord(
      id: id, purpose: "fine-tune", filename: "\(stem)\(suffix).jsonl", bytes: bytes,
      createdAt: Store.now())
  }
}
