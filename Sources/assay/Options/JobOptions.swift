// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Service
import ServiceStore

/// One job of the store.
struct JobOptions: ParsableArguments {
  @Argument(help: "The job.") var id: String
  @OptionGroup(title: "Store") var store: StoreOptions
  @OptionGroup var output: OutputOptions

  /// The jobs among which it is.
  func jobs() throws -> LocalJobs { try store.jobs() }
}
