// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import JSON
import ModelStore
import Platform

/// Finds the rows from which a linear model learns that is shown beside a classifier.
struct LinearRowsReader {
  let run: ModelRun
  let request: EvaluateRequest
  let events: (EvaluateEvent) -> Void

  /// A linear model of larger files takes longer than people want to wait for a row of a table.
  private static let mostBytes = 32 << 20

  /// - Returns: nil where none are wanted, or those of the training stand nowhere any more.
  /// - Throws: `AssayError` when a file that was named cannot be read.
  func rows() throws(AssayError) -> PromptRows? {
    switch request.linearRows {
    case .none: return nil
    case .file(let path): return try run.rows(path, request.reading)
    case .ofTraining: return trainingRows
    }
  }

  /// The rows of the file that the model was trained on, if it is the same still.
  private var trainingRows: PromptRows? {
    guard case .gpt2 = run.engine, let file = run.record?.json["data"]?["training"],
      let path = file["path"]?.string, let digest = file["sha256"]?.string,
      let size = try? Files.size(path), size <= Self.mostBytes,
      (try? ContentDigest.Kind.sha256.digest(ofFile: path).hex) == digest
    else { return nil }
    // It is one more figure: what is the matter with the file is no reason to show none.
    return try? run.preparedRows(path, RowReading())
  }
}
