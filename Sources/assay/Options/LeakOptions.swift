// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Files whose prompts must not be in the data.
struct LeakOptions: ParsableArguments {
  @Option(
    name: [.customLong("against"), .customLong("benchmark")],
    help: "A benchmark or other file that shares no prompt with the data; may be repeated.",
    completion: .file())
  var against: [String] = []
}
