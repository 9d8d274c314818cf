// SPDX-License-Identifier: Apache-2.0

import GRDB
package import JSON

/// A fine-tuned model of the store.
package struct FineTunedModel: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "models"

  /// The name, such as `ada:ft-personal-2026-11-21-00-12-30`.
  package var id: String
  /// The base model as the client named it.
  package var base: String
  /// The name of its folder in `models/`.
  package var folder: String
  package var jobID: String
  /// Seconds since 1970.
  package var createdAt: Int
  package var owner: String

  package init(
    id: String, base: String, folder: String, jobID: String, createdAt: Int, owner: String
  ) {
    self.id = id
    self.base = base
    self.folder = folder
    self.jobID = jobID
    self.createdAt = createdAt
    self.owner = owner
  }

  /// The model object of the API.
  package var json: JSONValue {
    Self.json(id: id, created: createdAt, owner: owner, root: base, parent: base)
  }

  /// The model object of a model that is not in the database.
  package static func json(
    id: String, created: Int, owner: String, root: String, parent: String?
  ) -> JSONValue {
    [
      "id": .string(id), "object": "model", "created": .integer(created),
      "owned_by": .string(owner), "permission": .array([permission(of: id, created: created)]),
      "root": .string(root), "parent": .init(parent),
    ]
  }

  private static func permission(of id: String, created: Int) -> JSONValue {
    [
      "id": .string("modelperm-\(id)"), "object": "model_permission",
      "created": .integer(created), "allow_create_engine": true, "allow_sampling": true,
      "allow_logprobs": true, "allow_search_indices": false, "allow_view": true,
      "allow_fine_tuning": true, "organization": "*", "group": nil, "is_blocking": false,
    ]
  }
}
