// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Whether a model that is not here is fetched.
struct PullOptions: ParsableArguments {
  @Flag(
    help: """
      Fetch the model by its name on the hub when it is not here yet, as assay models pull does.
      """)
  var pull = false
}
