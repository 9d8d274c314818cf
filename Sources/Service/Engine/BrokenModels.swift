// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Models whose files are broken, and what is wrong with them, until a file changes: to read one anew
/// for each request would keep all others waiting.
struct BrokenModels {
  private struct Failure {
    let files: [String: FileStamp]
    let error: AssayError
  }

  private var failures: [ModelSource: Failure] = [:]

  /// What is wrong with a model; nil where it may be read: nobody has tried, or its files are others
  /// by now.
  mutating func error(of source: ModelSource) -> AssayError? {
    guard let failure = failures[source] else { return nil }
    guard Self.files(of: source) == failure.files else {
      failures[source] = nil
      return nil
    }
    return failure.error
  }

  /// Remembers that a model could not be read, where its own files are to blame. Memory that has run
  /// out, files that cannot be opened and the base of an adapter may be mended elsewhere.
  /// - Parameter files: those of the model's folder before it was read.
  mutating func add(_ error: AssayError, of source: ModelSource, files: [String: FileStamp]) {
    guard let folder = source.folder, error.cause == nil, let place = error.location?.file,
      place == folder || place.hasPrefix(folder + "/")
    else { return }
    failures[source] = Failure(files: files, error: error)
  }

  mutating func forget(_ source: ModelSource) {
    failures[source] = nil
  }

  /// What the files of a model's folder are, by their names.
  static func files(of source: ModelSource) -> [String: FileStamp] {
    guard let folder = source.folder, let names = try? Files.names(in: folder) else { return [:] }
    var files: [String: FileStamp] = [:]
    for name in names { files[name] = FileStamp("\(folder)/\(name)") }
    return files
  }
}
