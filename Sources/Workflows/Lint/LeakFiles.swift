// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Foundation
import Records
import RuleEngine

/// The files that a file of a run must share no prompt with: those of `--against`, and those of the
/// run that came before. They are read when the first file asks for them.
final class LeakFiles {
  private var files: [(path: String, source: any RowSource, settings: Settings)] = []
  private var known: [Int: LeakIndex] = [:]

  private var identities: [String] = []

  /// What these files say, by which a kept result is found again; empty without files. They are read for
  /// it when a file comes behind them: most often none does.
  var identity: String {
    for file in files.dropFirst(identities.count) {
      let content = ResultCache.digest(of: file.path) ?? UUID().uuidString
      identities.append("\u{0}leaks \(file.path) \(content)")
    }
    return identities.joined()
  }

  func add(_ path: String, _ source: any RowSource, settings: Settings) {
    files.append((path, source, settings))
  }

  func indexes() throws(AssayError) -> [LeakIndex] {
    var indexes: [LeakIndex] = []
    for (number, file) in files.enumerated() {
      if let index = known[number] {
        indexes.append(index)
        continue
      }
      let index = try LeakIndex(file.source, settings: file.settings)
      known[number] = index
      indexes.append(index)
    }
    return indexes
  }
}
