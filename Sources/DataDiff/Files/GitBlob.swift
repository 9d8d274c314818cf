// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Platform

/// A file as a commit has it.
struct GitBlob {
  private let revision: String
  private let path: String

  init(_ revision: String, _ path: String) {
    self.revision = revision
    self.path = path
  }

  /// - Throws: `AssayError` with git's own words when it has no such revision or file.
  func copy(to target: String) throws(AssayError) {
    let folder = Files.folder(of: path)
    let isThere = Files.isFolder(folder)
    // The path counts from the folder that git is run in, which may be gone by now.
    let place = isThere ? URL(filePath: path).lastPathComponent : path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "git", "-C", isThere ? folder : ".", "show", "--no-textconv", "\(revision):./\(place)",
    ]
    let complaints = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardError = complaints
    do {
      try AtomicFile.write([UInt8](), to: target)
      let output = try FileHandle(forWritingTo: URL(filePath: target))
      process.standardOutput = output
      try process.run()
      let words = complaints.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      try output.close()
      if process.terminationStatus != 0 { throw refusal(String(decoding: words, as: UTF8.self)) }
    } catch let error as AssayError {
      throw error
    } catch {
      throw refusal(error.localizedDescription)
    }
  }

  private func refusal(_ words: String) -> AssayError {
    let first = words.split(separator: "\n").first.map(String.init) ?? "git gave no reason"
    let reason = first.hasPrefix("fatal: ") ? String(first.dropFirst("fatal: ".count)) : first
    return AssayError(
      "git cannot show it: \(reason)", at: Location(file: "git:\(revision):\(path)"),
      remedy: "Check the revision and the path, and that git is installed")
  }
}
