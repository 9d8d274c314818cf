// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// Files whose prompts must not be in the data.
package struct LeakOptions: ParsableArguments {
  package init() {}

  @Option(
    name: [.customLong("against"), .customLong("benchmark")],
    help: "A benchmark or other file that shares no prompt with the data; may be repeated.",
    completion: .file())
  package var against: [String] = []
}
