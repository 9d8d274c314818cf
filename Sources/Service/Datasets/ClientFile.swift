// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records
import RuleEngine
import Tables

/// A file of the store under the name its client gave it: reports speak of that name, and where the
/// content lies stays the service's business.
struct ClientFile: RowSource {
  let path: String
  var format: TableFormat { source.format }
  private let source: TableSource

  init(_ record: FileRecord, at storedPath: String) throws(AssayError) {
    path = record.filename
    source = try TableSource(path: storedPath, options: .init(format: record.format))
  }

  func open() throws(AssayError) -> any TableReader {
    try source.open()
  }
}
