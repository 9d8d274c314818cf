// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ServiceStore

/// Receives the form of `POST /files`: the part `purpose` and the part `file`, in any order. The
/// file goes to the disk as it comes; what it is called never does.
struct Upload {
  /// As the client typed it, whatever it contains.
  private(set) var filename: String?
  private(set) var purpose: String?
  private(set) var file: UploadFile?
  private var parser: MultipartParser
  private var part = ""
  private var field: [UInt8] = []
  private let path: String
  private let limit: Int
  private static let maximumFieldBytes = 4096
  private static let maximumNameBytes = 1024

  /// - Parameters:
  ///   - path: where the file stands while it is received.
  ///   - limit: the largest file, in bytes.
  init(contentType: String?, path: String, limit: Int) throws(APIError) {
    parser = try MultipartParser(contentType: contentType ?? "")
    self.path = path
    self.limit = limit
  }

  /// Takes the next bytes of the body.
  mutating func feed(_ bytes: some Sequence<UInt8>) throws(APIError) {
    var events: [MultipartParser.Event] = []
    try parser.feed(bytes) { event throws(APIError) in events.append(event) }
    for event in events { try handle(event) }
  }

  /// Checks that the form came whole, and brings the file to the disk.
  func finish() throws(APIError) -> (file: UploadFile, filename: String, purpose: String) {
    guard parser.isFinished else {
      throw .invalid("The form ends before its closing boundary.")
    }
    guard let file, let filename else { throw RequestFields.missing("file") }
    guard let purpose else { throw RequestFields.missing("purpose") }
    do throws(AssayError) {
      try file.sync()
    } catch {
      throw .server("\(error)")
    }
    return (file, filename, purpose)
  }

  private mutating func handle(_ event: MultipartParser.Event) throws(APIError) {
    switch event {
    case .began(let name, let filename): try begin(name, filename)
    case .bytes(let bytes): try take(bytes)
    case .ended: try end()
    }
  }

  private mutating func begin(_ name: String, _ filename: String?) throws(APIError) {
    part = name
    field = []
    switch name {
    case "file":
      guard file == nil else { throw .invalid("The form has two files.", param: "file") }
      let shown = filename ?? "file"
      guard shown.utf8.count <= Self.maximumNameBytes, !shown.utf8.contains(0) else {
        throw .invalid("The file's name is too long.", param: "file")
      }
      self.filename = shown
      do throws(AssayError) {
        file = try UploadFile(path: path)
      } catch {
        throw .server("\(error)")
      }
    case "purpose", "expires_after[anchor]", "expires_after[seconds]": break
    default:
      throw .invalid(
        "Unrecognized request argument supplied: \(name)", param: name, code: "unknown_parameter")
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) throws(APIError) {
    guard part == "file", let file else {
      field.append(contentsOf: bytes)
      guard field.count <= Self.maximumFieldBytes else {
        throw .invalid("The form's field '\(part)' is too long.", param: part)
      }
      return
    }
    guard file.byteCount + bytes.count <= limit else { throw .tooLarge(limit: limit) }
    do throws(AssayError) {
      try file.write(bytes)
    } catch {
      throw .server("\(error)")
    }
  }

  private mutating func end() throws(APIError) {
    guard part == "purpose" else { return }
    guard let text = String(validating: field, as: UTF8.self) else {
      throw .invalid("The purpose is not UTF-8.", param: "purpose")
    }
    purpose = text
  }
}
