// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Reads a file by its extension, as the original does.
struct PandasReader {
  /// What was read, and what there is to say about it.
  struct Reading {
    var frame: PairFrame
    var diagnosis: Diagnosis
  }

  let path: String

  /// - Throws: `AssayError` where the original refuses the file or fails on it.
  func read() throws(AssayError) -> Reading {
    guard Files.isFile(path) else {
      throw AssayError(
        "no such file", at: Location(file: path),
        remedy: "Check the path; folders and pipes are not read")
    }
    switch Kind(path: path) {
    case .csv: return try csv(separator: UInt8(ascii: ","), name: "CSV")
    case .tsv: return try csv(separator: UInt8(ascii: "\t"), name: "TSV")
    case .xlsx: return try workbook()
    case .txt: return plainText(try WholeFile.text(of: path))
    case .jsonl: return try jsonLines()
    case .json: return try json()
    case nil:
      throw AssayError(
        "the format cannot be told from the name", at: Location(file: path),
        remedy: "Use one of the extensions .csv, .tsv, .xlsx, .txt, .json and .jsonl",
        code: .wrongFormat)
    }
  }

  private enum Kind: String, CaseIterable {
    case csv, tsv, xlsx, txt, jsonl, json

    init?(path: String) {
      let path = path.lowercasedASCII
      guard let kind = Kind.allCases.first(where: { path.hasSuffix("." + $0.rawValue) })
      else { return nil }
      self = kind
    }
  }

  private static func converted(from format: String) -> String {
    "Convert the file from \(format) to JSONL"
  }

  // MARK: - Formats

  private func csv(separator: UInt8, name: String) throws(AssayError) -> Reading {
    let reading = try PandasCSV(file: path, separator: separator).read(try WholeFile.text(of: path))
    return Reading(
      frame: reading.frame,
      diagnosis: Diagnosis(
        notes: ["by its extension the file is \(name)"], necessary: Self.converted(from: name),
        violations: reading.violations(file: path)))
  }

  private func plainText(_ bytes: [UInt8]) -> Reading {
    Reading(
      frame: PlainTextLines.frame(bytes),
      diagnosis: Diagnosis(
        notes: ["by its extension the file is plain text: each line is a completion"],
        necessary: Self.converted(from: "TXT")))
  }

  private func workbook() throws(AssayError) -> Reading {
    let reading = try PandasWorkbook(file: path).read()
    var notes = ["by its extension the file is a workbook"]
    var violations = reading.violations
    let others = reading.sheets.dropFirst()
    if !others.isEmpty {
      notes.append("the workbook has \(reading.sheets.count) sheets; only the first is read")
      let names = others.map { Quoted.text(Array($0.utf8)) }.joined(separator: ", ")
      violations.append(RuleViolation(.otherSheets, in: path, values: ["detail": names]))
    }
    return Reading(
      frame: reading.frame,
      diagnosis: Diagnosis(
        notes: notes, necessary: Self.converted(from: "XLSX"), violations: violations))
  }

  private func jsonLines() throws(AssayError) -> Reading {
    let bytes = try WholeFile.text(of: path)
    let json = PandasJSON(file: path)
    do throws(PandasJSON.Failure) {
      if let rows = try json.lines(bytes) {
        return Reading(frame: rows.frame, diagnosis: Diagnosis(violations: rows.violations))
      }
    } catch {
      throw describe(error, bytes, isLines: true)
    }
    let rows = try document(json, bytes)
    return Reading(
      frame: rows.frame,
      diagnosis: Diagnosis(
        notes: ["the file is named JSONL but seems to be one JSON document"],
        necessary: Self.converted(from: "JSON"), violations: rows.violations))
  }

  private func json() throws(AssayError) -> Reading {
    let bytes = try WholeFile.text(of: path)
    let json = PandasJSON(file: path)
    do throws(PandasJSON.Failure) {
      if let rows = try json.lines(bytes) {
        return Reading(
          frame: rows.frame,
          diagnosis: Diagnosis(
            notes: ["the file is named JSON but holds JSON lines"],
            necessary: Self.converted(from: "JSON"), violations: rows.violations))
      }
    } catch {
      // Text that cannot be read line by line is taken for one document.
      if case .stopped(let error) = error { throw error }
    }
    let rows = try document(json, bytes)
    return Reading(frame: rows.frame, diagnosis: Diagnosis(violations: rows.violations))
  }

  private func document(
    _ json: PandasJSON, _ bytes: [UInt8]
  ) throws(AssayError) -> FrameReading {
    do throws(PandasJSON.Failure) {
      return try json.document(bytes)
    } catch {
      throw describe(error, bytes, isLines: false)
    }
  }

  private func describe(
    _ failure: PandasJSON.Failure, _ bytes: [UInt8], isLines: Bool
  ) -> AssayError {
    switch failure {
    case .stopped(let error):
      return error
    case .refused(let refusal):
      if isLines, let fault = PandasJSON.faultyLine(bytes) {
        return AssayError(
          fault.reason, at: Location(file: path, line: fault.line, column: fault.column),
          remedy: "Write each row as one JSON object on a line of its own", code: .faultyLine)
      }
      let place = PandasJSON.place(of: refusal.offset, in: bytes)
      return AssayError(
        refusal.message, at: Location(file: path, line: place.line, column: place.column),
        remedy: "Correct the JSON", code: .faultyLine)
    }
  }
}
