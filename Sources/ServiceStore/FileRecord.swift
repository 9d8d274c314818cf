// SPDX-License-Identifier: Apache-2.0

import GRDB
package import JSON
import Tables

/// An uploaded or produced file as the database knows it.
package struct FileRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "files"

  /// `file-` and 24 letters.
  package var id: String
  /// What it is for: `fine-tune`, `fine-tune-results`, `dataset`, `labels`.
  package var purpose: String
  /// As the client typed it: data, never a path.
  package var filename: String
  package var bytes: Int
  /// Seconds since 1970.
  package var createdAt: Int
  package var status: String
  package var statusDetails: String?
  /// Whose it is.
  package var organization: String
  /// What the linter said, as the JSON of `assay lint --format json`.
  package var findings: String?

  package init(
    id: String, purpose: String, filename: String, bytes: Int, createdAt: Int,
    organization: String, status: String = "processed", statusDetails: String? = nil,
    findings: String? = nil
  ) {
    self.id = id
    self.purpose = purpose
    self.filename = filename
    self.bytes = bytes
    self.createdAt = createdAt
    self.organization = organization
    self.status = status
    self.statusDetails = statusDetails
    self.findings = findings
  }

  /// The extension under which the content is kept, one of a known few: readers of rows go by it.
  var storedExtension: String {
    switch purpose {
    case "fine-tune": return ".jsonl"
    case "fine-tune-results": return ".csv"
    default:
      let name = DataFileName(filename)
      guard let suffix = name.suffix, name.format != nil else { return ".data" }
      return ".\(suffix)" + (name.packedSuffix ?? "")
    }
  }

  /// The file object of the API.
  package var json: JSONValue {
    [
      "id": .string(id), "object": "file", "purpose": .string(purpose),
      "filename": .string(filename), "bytes": .integer(bytes), "created_at": .integer(createdAt),
      "status": .string(status), "status_details": .init(statusDetails),
    ]
  }
}
