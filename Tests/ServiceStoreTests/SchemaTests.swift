// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import GRDB
import Testing
import Training
import Workflows

@testable import ServiceStore

@Suite struct SchemaTests {
  /// A database of the version before hyperparameters had one name.
  @Test func olderDatabasesAreReadOn() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder(path: folder.url.appending(path: "d").path)
    do {
      let queue = try DatabaseQueue(path: data.database)
      try Schema.migrator.migrate(queue, upTo: "1")
      let plain = #"{"computesClassificationMetrics":false,"classificationBetas":[]}"#
      let full = #"""
        {"epochs":2,"batchSize":4,"learningRateMultiplier":0.5,"promptLossWeight":0.1,"seed":9,\#
        "suffix":"s","computesClassificationMetrics":true,"classificationClasses":3,\#
        "classificationPositiveClass":" a","classificationBetas":[0.5,2]}
        """#
      try await queue.write { database in
        for (id, settings, chosen) in [
          ("plain", plain, "{}"), ("full", full, #"{"epochs":7,"promptLossWeight":0.01}"#),
        ] {
          try database.execute(
            sql: """
              INSERT INTO jobs (id, model, createdAt, updatedAt, status, settings, chosen,
                organization, trainingFile, attempts)
              VALUES (?, 'ada', 1, 1, 'succeeded', ?, ?, 'personal', 'file-1', 0)
              """, arguments: [id, settings, chosen])
        }
      }
    }
    let store = try Store(folder: data)
    let plain = try #require(try await store.job("plain"))
    #expect(plain.settings == JobSettings() && plain.used == Hyperparameters())
    let full = try #require(try await store.job("full"))
    let asked = full.settings.hyperparameters
    #expect(asked.epochs == 2 && asked.batchSize == 4 && asked.learningRateMultiplier == 0.5)
    #expect(asked.promptLossWeight == 0.1 && asked.seed == 9 && full.settings.suffix == "s")
    #expect(full.settings.classification?.classCount == 3)
    #expect(full.settings.classification?.positiveClass == " a")
    #expect(full.settings.classification?.betas == [0.5, 2])
    #expect(full.used.epochs == 7 && full.used.promptLossWeight == 0.01)
  }

  /// A job that was running when its server was replaced is told no epoch again.
  @Test func olderJobsRememberWhichEpochsTheyToldOf() async throws {
    let folder = try TemporaryFolder()
    let data = try DataFolder(path: folder.url.appending(path: "d").path)
    do {
      let queue = try DatabaseQueue(path: data.database)
      try Schema.migrator.migrate(queue, upTo: "3")
      try await queue.write { database in
        for id in ["new", "old"] {
          try database.execute(
            sql: """
              INSERT INTO jobs (id, model, createdAt, updatedAt, status, settings, used,
                organization, trainingFile, attempts)
              VALUES (?, 'ada', 1, 1, 'running', '{"hyperparameters":{}}', '{}', 'personal', 'file-1', 0)
              """, arguments: [id])
        }
        for message in ["Fine-tune started", "Completed epoch 9/12", "Completed epoch 10/12"] {
          try EventRecord(jobID: "old", createdAt: 1, message: message).insert(database)
        }
      }
    }
    let store = try Store(folder: data)
    #expect(try await store.job("old")?.toldEpochs == 10)
    #expect(try await store.job("new")?.toldEpochs == 0)
  }
}
