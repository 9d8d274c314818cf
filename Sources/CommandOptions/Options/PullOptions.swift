// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Whether a model that is not here is fetched.
package struct PullOptions: ParsableArguments {
  package init() {}

  @Flag(
    help: """
      Fetch the model by its name on the hub when it is not here yet, as assay models pull does.
      """)
  package var pull = false
}
