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
  /// The path by which its configuration is found.
  package let home: String

  /// A file under its own path; `-` is standard input.
  package init(_ path: String) {
    name = path
    home = path
    self.path = path
  }

  /// A file that is read from a copy, which holds what an editor has not saved.
  package init(_ path: String, readFrom copy: String) {
    name = path
    home = path
    self.path = copy
  }

  package init(name: String, at path: String) {
    self.name = name
    self.path = path
    home = path
  }

  /// The rows.
  /// - Throws: `AssayError`, by the file's name, when it cannot be read or its format is not known.
  package func source(_ options: TableSource.Options) throws(AssayError) -> any RowSource {
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
