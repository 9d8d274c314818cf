// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The tables. A change of them is a new migration at the end; none is ever edited.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.create(table: "files") { table in
        table.primaryKey("id", .text)
        table.column("purpose", .text).notNull()
        table.column("filename", .text).notNull()
        table.column("bytes", .integer).notNull()
        table.column("createdAt", .integer).notNull()
        table.column("status", .text).notNull()
        table.column("statusDetails", .text)
        table.column("findings", .text)
      }
      try createJobs(database)
      try database.create(table: "events") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("jobID", .text).notNull().indexed()
          .references("jobs", onDelete: .cascade)
        table.column("createdAt", .integer).notNull()
        table.column("level", .text).notNull()
        table.column("message", .text).notNull()
      }
      try database.create(table: "models") { table in
        table.primaryKey("id", .text)
        table.column("base", .text).notNull()
        table.column("folder", .text).notNull()
        table.column("jobID", .text).notNull()
        table.column("createdAt", .integer).notNull()
        table.column("owner", .text).notNull()
      }
    }
    migrator.registerMigration("2", migrate: nameHyperparameters)
    migrator.registerMigration("3", migrate: giveFilesToOrganizations)
    migrator.registerMigration("4", migrate: countToldEpochs)
    return migrator
  }

  /// What a job was asked and what it used are stored by the names of records.
  private static func nameHyperparameters(_ database: Database) throws {
    func renamed(_ column: String) -> String {
      """
      json_object(
        'epochs', json_extract(\(column), '$.epochs'),
        'batch_size', json_extract(\(column), '$.batchSize'),
        'learning_rate_multiplier', json_extract(\(column), '$.learningRateMultiplier'),
        'prompt_loss_weight', json_extract(\(column), '$.promptLossWeight'),
        'seed', json_extract(\(column), '$.seed'))
      """
    }
    try database.execute(
      sql: """
        UPDATE jobs SET chosen = \(renamed("chosen")), settings = json_object(
          'hyperparameters', \(renamed("settings")),
          'suffix', json_extract(settings, '$.suffix'),
          'classification', CASE WHEN json_extract(settings, '$.computesClassificationMetrics')
            THEN json_object(
              'classCount', json_extract(settings, '$.classificationClasses'),
              'positiveClass', json_extract(settings, '$.classificationPositiveClass'),
              'betas', CASE json_array_length(settings, '$.classificationBetas')
                WHEN 0 THEN json('[1]') ELSE json_extract(settings, '$.classificationBetas') END)
            END);
        ALTER TABLE jobs RENAME COLUMN chosen TO used;
        """)
  }

  /// A file belongs to whom its job belongs to. Workers are found by their request.
  private static func giveFilesToOrganizations(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE files ADD COLUMN organization TEXT NOT NULL DEFAULT 'personal';
        UPDATE files SET organization = COALESCE(
          (SELECT organization FROM jobs
            WHERE files.id IN (trainingFile, validationFile, resultFile) LIMIT 1), 'personal');
        ALTER TABLE jobs DROP COLUMN workerID;
        ALTER TABLE jobs DROP COLUMN workerStart;
        """)
  }

  /// A job remembers which epochs its events told of: a cast reads the number before the slash.
  private static func countToldEpochs(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE jobs ADD COLUMN toldEpochs INTEGER NOT NULL DEFAULT 0;
        UPDATE jobs SET toldEpochs = COALESCE(
          (SELECT MAX(CAST(substr(message, length('Completed epoch ') + 1) AS INTEGER))
            FROM events WHERE jobID = jobs.id AND message LIKE 'Completed epoch %'), 0);
        """)
  }

  private static func createJobs(_ database: Database) throws {
    try database.create(table: "jobs") { table in
      table.primaryKey("id", .text)
      table.column("model", .text).notNull()
      table.column("createdAt", .integer).notNull()
      table.column("updatedAt", .integer).notNull()
      table.column("startedAt", .integer)
      table.column("finishedAt", .integer)
      table.column("status", .text).notNull().indexed()
      table.column("settings", .text).notNull()
      table.column("chosen", .text).notNull()
      table.column("organization", .text).notNull()
      table.column("trainingFile", .text).notNull()
      table.column("validationFile", .text)
      table.column("resultFile", .text)
      table.column("fineTunedModel", .text)
      table.column("trainedTokens", .integer)
      table.column("failure", .text)
      table.column("workerID", .integer)
      table.column("workerStart", .integer)
      table.column("toldPosition", .integer)
      table.column("attempts", .integer).notNull()
    }
  }
}
