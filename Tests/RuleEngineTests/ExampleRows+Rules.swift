// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Fixes
import Records
import RowsTestSupport
import RuleEngine
import RuleLibrary

/// Answers questions about fixes as a test wants.
struct Answers: FixAnswers {
  let takes: @Sendable (Fixer.Offer) -> Bool

  func accepts(_ question: FixQuestion) -> Bool {
    guard case .fix(let offer) = question else { return true }
    return takes(offer)
  }
}

extension ExampleRows {
  /// The rules of the binary, read once.
  static let rules = Result { try RuleLibrary.rules() }

  /// The rows after a fix.
  static func rows(_ source: MemorySource, _ plan: FixPlan) throws -> [String] {
    var lines = ""
    _ = try FixedRows(source, names: ColumnNames(), plan: plan, threads: 2)
      .forEachBatch { batch throws(AssayError) in
        lines += String(decoding: batch.train, as: UTF8.self)
      }
    return lines.split(separator: "\n").map(String.init)
  }

  static func settings(threads: Int = 1) -> Settings {
    var settings = Settings()
    settings.threads = threads
    return settings
  }
}
