// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform
import Training
package import Workflows

/// The use "tune": looks for settings, or for the size of the model, by trying them out on validation
/// rows.
package enum Tuning {
  /// - Parameters:
  ///   - shouldStop: asked after every step: true saves the state and ends the session.
  /// - Returns: nil when the caller wanted to stop; the same request goes on later.
  /// - Throws: `AssayError` when the request or its files are of no use, or every trial diverged.
  package static func run(
    _ request: TuneRequest, program: TrainingRun.Program,
    observe: @escaping (TuneEvent) -> Void = { _ in }, shouldStop: @escaping () -> Bool = { false }
  ) throws(AssayError) -> TuneResult? {
    if let fault = request.fault { throw AssayError(fault) }
    try Files.createFolder(request.folder)
    var told: Set<String> = []
    let runner = TrialRunner(
      request: request, program: program,
      observe: { event in
        if case .warning(let text) = event, !told.insert(text).inserted { return }
        observe(event)
      }, shouldStop: shouldStop)
    let found =
      request.sizes.isEmpty
      ? try SettingSearch(request: request, runner: runner).run()
      : try SizeSearch(request: request, runner: runner).run()
    guard let found else { return nil }
    guard found.best.cost(request.criterion).isFinite else {
      throw AssayError(
        "no trial has a figure", at: Location(file: request.folder),
        remedy: "Search among lower learning rates")
    }
    if request.sizes.isEmpty { TrialRunner.removeWeights(of: found.trials, but: found.best) }
    try AtomicFile.write(found.json.indented.utf8, to: "\(request.folder)/tune.json")
    return found
  }
}
