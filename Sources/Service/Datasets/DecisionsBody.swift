// SPDX-License-Identifier: Apache-2.0

import Decisions
import Hummingbird
import JSON
import Platform
import ServiceStore

/// Decisions of a person about rows, from the body of a request, as the file that a fix reads them from.
struct DecisionsBody {
  let path: String

  /// - Returns: nil where the body holds none.
  /// - Throws: `APIError` 400 when one of them is no decision.
  init?(_ request: Request, _ context: APIContext, in folder: DataFolder) async throws {
    let bytes = try await request.bytes(context)
    if bytes.isEmpty { return nil }
    try context.memory.take(RequestFields.valueBytes(of: bytes))
    var fields = try RequestFields(body: bytes)
    let values = fields.value("decisions")?.array ?? []
    try fields.finish()
    var lines = ""
    for (place, value) in values.enumerated() {
      guard let decision = RowDecision(value) else {
        throw APIError.invalid(
          "Invalid 'decisions': number \(place + 1) is not a decision about a row; it needs 'row', 'copy',"
            + " 'action' and 'label' as /review gives them.", param: "decisions")
      }
      lines += decision.json.text() + "\n"
    }
    if lines.isEmpty { return nil }
    path = folder.upload(Identifier.mint(.file))
    try AtomicFile.write(Array(lines.utf8), to: path)
  }

  /// The decisions have been made, or not; nobody reads them again.
  func remove() { Files.remove(path) }
}
