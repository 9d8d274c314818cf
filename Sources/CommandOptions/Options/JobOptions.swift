// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Service
import ServiceStore

/// One job of the store.
package struct JobOptions: ParsableArguments {
  package init() {}

  @Argument(help: "The job.") package var id: String
  @OptionGroup(title: "Store") package var store: StoreOptions
  @OptionGroup package var output: OutputOptions

  /// The jobs among which it is.
  package func jobs() throws -> LocalJobs { try store.jobs() }
}
