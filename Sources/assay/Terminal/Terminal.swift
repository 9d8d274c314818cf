// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Reports
import Synchronization

/// Where text goes: results to standard output, everything else to standard error.
enum Terminal {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { StandardStream.output.isTerminal }

  /// Whether standard error is a terminal.
  static var errorsAreTerminal: Bool { StandardStream.error.isTerminal }

  /// The columns that the variable COLUMNS names, or those of the terminal; 100 where there is none.
  static var width: Int {
    max(leastWidth, namedWidth ?? StandardStream.output.columns ?? 100)
  }

  private static let leastWidth = 20
  private static var namedWidth: Int? {
    Environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Why a result could not be written; 0: all of them were.
  private static let lost = Atomic<Int32>(0)

  /// - Throws: `AssayError` when a result could not be written. A reader that wanted no more of them
  ///   is no fault.
  static func requireWrittenResults() throws(AssayError) {
    let error = SystemError(number: lost.load(ordering: .relaxed))
    guard error.number != 0, !error.isBrokenPipe else { return }
    throw AssayError(
      "cannot write: \(error.reason)", at: Location(file: "standard output"),
      remedy: "Free some space or choose another place")
  }

  /// Writes a line to standard error; on a terminal it is broken between its words where there is no
  /// room for it.
  /// - Parameter isCommand: whether it holds a command to copy, which stays in one piece.
  static func printError(_ line: String, isCommand: Bool = false) {
    let text = isCommand ? line : fitted(line, to: .error)
    write(text + "\n", to: .error)
  }

  /// Writes lines to standard output, broken between words as those of standard error are.
  static func printLines(_ lines: [String]) {
    let texts = lines.map { $0.hasPrefix("next: ") ? $0 : fitted($0, to: .output) }
    printResult(texts.joined(separator: "\n") + "\n")
  }

  private static func fitted(_ text: String, to stream: StandardStream) -> String {
    guard stream.isTerminal, let width = namedWidth ?? stream.columns else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { WrappedText.hanging(String($0), width: max(leastWidth, width)) }
      .joined(separator: "\n")
  }

  /// Writes text as it is to standard error.
  static func printPartialError(_ text: String) {
    write(text, to: .error)
  }

  /// Writes text as it is to standard output.
  static func printResult(_ text: String) {
    write(text, to: .output)
  }

  /// Writes bytes as they are to standard output.
  static func printResult(_ bytes: [UInt8]) {
    write(bytes, to: .output)
  }

  private static func write(_ text: String, to stream: StandardStream) {
    write(Array(text.utf8), to: stream)
  }

  private static func write(_ bytes: [UInt8], to stream: StandardStream) {
    guard let error = stream.write(bytes), stream == .output else { return }
    lost.store(error.number, ordering: .relaxed)
  }
}
