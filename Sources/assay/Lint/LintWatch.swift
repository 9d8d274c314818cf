// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Foundation
import Platform
import Workflows

/// Checks files anew whenever one of them, or the configuration of one, is written; until Ctrl-C.
struct LintWatch {
  /// As somebody named them: a folder may get new files.
  let arguments: [String]
  let options: CheckOptions
  let output: OutputOptions

  private static let pause = 0.25

  /// - Parameter lint: checks these files and shows what was found.
  /// - Throws: `AssayError` when there is nothing to watch.
  func run(_ lint: ([DataFile]) throws -> Void) throws {
    var known: [String: FileStamp?]?
    while true {
      let files = try Linting(options).files(arguments)
      let stamps = stamps(of: files)
      if stamps != known {
        separate(changed: known.map { Self.changed($0, stamps) })
        check(files, lint)
        known = stamps
        output.say("watching \(Plural.counted(files.count, "file")); Ctrl-C ends it")
      }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }

  /// Findings are no end, nor is a file that somebody is about to mend.
  private func check(_ files: [DataFile], _ lint: ([DataFile]) throws -> Void) {
    do {
      try lint(files)
    } catch let error as AssayError {
      Terminal.printFailure(error)
    } catch {}
  }

  private func stamps(of files: [DataFile]) -> [String: FileStamp?] {
    let finder = ConfigurationFinder(options.configuration)
    let paths = files.map(\.path) + files.compactMap { finder.path(for: $0.path) }
    return Dictionary(paths.map { ($0, FileStamp($0)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func changed(
    _ old: [String: FileStamp?], _ new: [String: FileStamp?]
  ) -> [String] {
    Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
  }

  /// A terminal is cleared; elsewhere a line parts the runs.
  private func separate(changed: [String]?) {
    guard let changed else { return }
    if Terminal.outputIsTerminal {
      Terminal.printResult("\u{1B}[2J\u{1B}[3J\u{1B}[H")
    } else {
      Terminal.printResult("--- \(changed.joined(separator: ", ")) changed ---\n")
    }
  }
}
