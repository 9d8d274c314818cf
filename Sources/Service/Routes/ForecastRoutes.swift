// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON
import Workflows

/// `/assay/forecast`: what a fine-tune would take, asked as one asks for the fine-tune itself.
struct ForecastRoutes: RouteSet {
  let desk: JobDesk

  func add(to group: Group) {
    group.post("assay/forecast", use: forecast)
  }

  @Sendable private func forecast(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let desk = desk.seen(by: context.client)
    var fields = try await request.fields(context)
    let asked = try JobRequest(fineTune: &fields)
    let found: TrainingForecast
    do {
      let wanted = try await desk.trainingRequest(asked)
      found = try await Offload.run { () throws(AssayError) in try TrainingForecast(wanted) }
    } catch let error as AssayError {
      throw APIError.invalid(error.message, param: "training_file")
    }
    return .json([
      "examples": .integer(found.examples), "epochs": .integer(found.epochs),
      "tokens": .integer(found.tokens), "seconds": .number(found.seconds),
      "seconds_per_epoch": .number(found.seconds / Double(max(1, found.epochs))),
      "memory_bytes": .integer(found.memoryBytes),
    ])
  }
}
