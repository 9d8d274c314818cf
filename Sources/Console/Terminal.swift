// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform
import Synchronization

/// Where text goes: results to standard output, everything else to standard error.
package enum Terminal {
  /// Whether standard output is a terminal.
  package static var outputIsTerminal: Bool { StandardStream.output.isTerminal }

  /// Whether standard error is a terminal.
  package static var errorsAreTerminal: Bool { StandardStream.error.isTerminal }

  /// The columns that the variable COLUMNS names, or those of the terminal; 100 where there is none.
  package static var width: Int {
    if let named = Environment["COLUMNS"].flatMap({ Int($0) }), named > 0 {
      return max(20, named)
    }
    return StandardStream.output.columns.map { max(20, $0) } ?? 100
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

  /// Writes a line to standard error.
  package static func printError(_ line: String) {
    write(line + "\n", to: .error)
  }

  /// Says what ended a command: a line for people, or an object for a program that started assay
  /// with `ASSAY_ERROR_FORMAT=json`.
  package static func printFailure(_ error: AssayError) {
    let isForPrograms = Environment["ASSAY_ERROR_FORMAT"] == "json"
    printError(isForPrograms ? json(of: error).text() : "error: \(error)")
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
