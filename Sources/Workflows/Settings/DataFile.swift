// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Records
import RuleEngine
package import Tables

/// A file of rows: the name that reports use, and where it stands. A client's file has the name that
/// the client gave it, and where its content stands is the service's business.
package struct DataFile: Sendable, Equatable {
  package let name: String
  package let path: String
  /// The files of a data set in several; empty for one file.
  private let parts: [String]
  /// The path by which its configuration is found.
  package let home: String

  /// A file under its own path; `-` is standard input.
  package init(_ path: String) {
    name = path
    home = path
    self.path = path
    parts = []
  }

  /// Several files as one data set, in their order. It is checked by the settings of the first.
  package init(joining files: [DataFile]) {
    let paths = files.flatMap(\.paths)
    let first = paths.first ?? ""
    home = first
    parts = paths.count > 1 ? paths : []
    name =
      switch paths.count {
      case ...1: first
      case 2: "\(first) and \(paths[1])"
      default: "\(first) and \(paths.count - 1) more"
      }
    path = name
  }

  /// All files that are read.
  package var paths: [String] { parts.isEmpty ? [path] : parts }

  /// A file that is read from a copy, which holds what an editor has not saved.
  package init(_ path: String, readFrom copy: String) {
    name = path
    home = path
    self.path = copy
    parts = []
  }

  package init(name: String, at path: String) {
    self.name = name
    self.path = path
    home = path
    parts = []
  }

  /// The rows.
  /// - Throws: `AssayError`, by the file's name, when it cannot be read or its format is not known.
  package func source(_ options: TableSource.Options) throws(AssayError) -> any RowSource {
    guard parts.isEmpty else {
      return try JoinedTables(parts, name: name, options: options)
    }
    guard name != path else { return try TableSource(path: path, options: options) }
    do throws(AssayError) {
      return NamedSource(path: name, source: try TableSource(path: path, options: options))
    } catch {
      throw error.about(name)
    }
  }
}

/// A source that goes by another name than its path.
private struct NamedSource: RowSource {
  let path: String
  let source: TableSource

  var format: TableFormat { source.format }
  var byteCount: Int? { source.byteCount }

  func open() throws(AssayError) -> any TableReader {
    do throws(AssayError) {
      return Reader(name: path, reader: try source.open())
    } catch {
      throw error.about(path)
    }
  }

  private struct Reader: TableReader {
    let name: String
    var reader: any TableReader

    var notes: [ReadingNote] { reader.notes }

    mutating func next() throws(AssayError) -> RowBatch? {
      do throws(AssayError) {
        return try reader.next()
      } catch {
        throw error.about(name)
      }
    }
  }
}

extension AssayError {
  /// The same error about a file that goes by another name.
  fileprivate func about(_ name: String) -> AssayError {
    var error = self
    error.location?.file = name
    return error
  }
}
