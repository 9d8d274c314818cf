// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform
import Reports
import Synchronization

/// Where text goes: results to standard output, everything else to standard error.
package enum Terminal {
  /// Whether standard output is a terminal.
  package static var outputIsTerminal: Bool { StandardStream.output.isTerminal }

  /// Whether standard error is a terminal.
  package static var errorsAreTerminal: Bool { StandardStream.error.isTerminal }

  /// The columns that the variable COLUMNS names, or those of the terminal; 100 where there is none.
  package static var width: Int { width(elsewhere: 100) }

  /// The same with another number of columns where there is no terminal.
  package static func width(elsewhere: Int) -> Int {
    max(leastWidth, namedWidth ?? StandardStream.output.columns ?? elsewhere)
  }

  private static let leastWidth = 20
  private static var namedWidth: Int? {
    Environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Why a result could not be written; 0: all of them were.
  private static let lost = Atomic<Int32>(0)

  /// - Throws: `AssayError` when a result could not be written. A reader that wanted no more of them
  ///   is no fault.
  package static func requireWrittenResults() throws(AssayError) {
    let error = SystemError(number: lost.load(ordering: .relaxed))
    guard error.number != 0, !error.isBrokenPipe else { return }
    throw AssayError(
      "cannot write: \(error.reason)", at: Location(file: "standard output"),
      remedy: "Free some space or choose another place")
  }

  /// Writes a line to standard error; on a terminal it is broken between its words where there is no
  /// room for it.
  package static func printError(_ line: String) {
    write(fitted(line, to: .error) + "\n", to: .error)
  }

  /// Writes a line with a command to copy to standard error; on a terminal it goes on behind a backslash
  /// where there is no room for it.
  package static func printCommand(_ line: String) {
    write(fitted(line, to: .error, isCommand: true) + "\n", to: .error)
  }

  /// Writes lines to standard output, broken between words as those of standard error are.
  package static func printLines(_ lines: [String]) {
    let texts = lines.map { fitted($0, to: .output, isCommand: $0.hasPrefix("next: ")) }
    printResult(texts.joined(separator: "\n") + "\n")
  }

  private static func fitted(
    _ text: String, to stream: StandardStream, isCommand: Bool = false
  ) -> String {
    guard stream.isTerminal, let columns = namedWidth ?? stream.columns else { return text }
    let width = max(leastWidth, columns)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line in
        isCommand
          ? WrappedText.command(String(line), width: width)
          : WrappedText.hanging(String(line), width: width)
      }
      .joined(separator: "\n")
  }

  /// Says what ended a command: a line for people, or an object for a program that started assay
  /// with `ASSAY_ERROR_FORMAT=json`.
  package static func printFailure(_ error: AssayError) {
    let isForPrograms = Environment["ASSAY_ERROR_FORMAT"] == "json"
    if isForPrograms { return write(json(of: error).text() + "\n", to: .error) }
    printError("error: \(error)")
  }

  private static func json(of error: AssayError) -> JSONValue {
    let place = error.location
    let members: JSONValue = [
      "message": .string(error.message),
      "remedy": error.remedy.map { .string($0) } ?? .null,
      "code": error.code.map { .string($0.rawValue) } ?? .null,
      "file": place.map { .string($0.file) } ?? .null,
      "row": place?.row.map { .integer($0) } ?? .null,
      "line": place?.line.map { .integer($0) } ?? .null,
      "column": place?.column.map { .integer($0) } ?? .null,
      "field": place?.field.map { .string($0) } ?? .null,
    ]
    return ["error": members]
  }

  /// Writes text as it is to standard error.
  package static func printPartialError(_ text: String) {
    write(text, to: .error)
  }

  /// Writes text as it is to standard output.
  package static func printResult(_ text: String) {
    write(text, to: .output)
  }

  /// Writes bytes as they are to standard output.
  package static func printResult(_ bytes: [UInt8]) {
    write(bytes, to: .output)
  }

  /// Writes a piece of a long result to standard output.
  /// - Throws: `AssayError` when that cannot be done.
  package static func write(result: UnsafeRawBufferPointer) throws(AssayError) {
    guard let error = StandardStream.output.write(result) else { return }
    throw AssayError("cannot write the result: \(error.reason)")
  }

  private static func write(_ text: String, to stream: StandardStream) {
    write(Array(text.utf8), to: stream)
  }

  private static func write(_ bytes: [UInt8], to stream: StandardStream) {
    guard let error = stream.write(bytes), stream == .output else { return }
    lost.store(error.number, ordering: .relaxed)
  }
}
