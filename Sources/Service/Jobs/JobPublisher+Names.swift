// SPDX-License-Identifier: Apache-2.0

import GRDB
import ModelStore

extension JobPublisher {
  /// The name of a job's model. Two models of one second differ by the next free second.
  static func freeName(for job: JobRecord, at now: Int, in database: Database) throws -> String {
    var seconds = now
    while true {
      let name = FineTunedName.make(
        base: job.model, organization: job.organization, suffix: job.settings.suffix, at: seconds)
      if try !ModelRecord.exists(database, key: name) { return name }
      seconds += 1
    }
  }
}
