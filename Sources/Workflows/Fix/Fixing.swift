// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import RuleEngine

/// The use "fix": repairs a file and writes what can be trained on.
package enum Fixing {
  /// - Throws: `AssayError` when the file cannot be read, or its result cannot be written;
  ///   then no file was written.
  package static func run(
    _ request: FixRequest, events: (FixEvent) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> FixResult {
    try FixRun(request).run(events)
  }

  /// The rows of a file with its safe fixes made, for those who go on in memory.
  package static func decide(
    _ file: DataFile, _ options: CheckOptions, policy: FixPolicy = FixPolicy()
  ) throws(AssayError) -> Fixer.Outcome {
    var request = FixRequest(file)
    request.options = options
    request.policy = policy
    return try FixRun(request).decide()
  }
}
