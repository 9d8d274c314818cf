// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON
import Platform
import ServiceStore

/// `/assay/jobs/ID/progress`: the figures of a job while it runs and after, for live curves.
struct ProgressRoutes: RouteSet {
  let desk: JobDesk
  /// More points than a screen has columns are of no use.
  private static let maximumPoints = 600

  func add(to group: Group) {
    group.get("assay/jobs/:id/progress", use: progress)
  }

  @Sendable private func progress(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let desk = desk.seen(by: context.client)
    let job = try await desk.find(context.parameter("id"))
    let steps = try await job.resultFile == nil ? running(job) : finished(job)
    let stride = max(1, steps.count / Self.maximumPoints)
    let shown = steps.enumerated()
      .filter { $0.offset % stride == 0 || $0.offset == steps.count - 1 || $0.element.isEvaluated }
      .map(\.element.json)
    return .json([
      "id": .string(job.id), "status": .string(job.status.rawValue),
      "total_steps": totalSteps(job).map { .integer($0) } ?? .null, "steps": .array(shown),
    ])
  }

  /// A point of the curves.
  private struct Point {
    var json: JSONValue
    var isEvaluated: Bool
  }

  /// How many steps there will be, of a job that is worked on.
  private func totalSteps(_ job: JobRecord) -> Int? {
    var follower = StepFollower(path: JobFolder(path: desk.store.folder.job(job.id)).steps)
    guard let last = follower.newSteps().last, let step = last["step"]?.integer,
      let epoch = last["epoch"]?.double, let epochs = last["epochs"]?.integer, epoch > 0
    else { return nil }
    return Int((Double(step * epochs) / epoch).rounded())
  }

  private func running(_ job: JobRecord) -> [Point] {
    var follower = StepFollower(path: JobFolder(path: desk.store.folder.job(job.id)).steps)
    return follower.newSteps().map { step in
      Point(
        json: ["step": step["step"] ?? nil, "training_loss": step["loss"] ?? nil],
        isEvaluated: false)
    }
  }

  /// The rows of the results file, by the names of their columns; blank fields are left out.
  private func finished(_ job: JobRecord) async throws -> [Point] {
    guard let file = try await desk.store.file(job.resultFile ?? "") else { return [] }
    let bytes = try Files.read(desk.store.folder.path(of: file))
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let names = lines.first?.split(separator: ",").map(String.init) ?? []
    return lines.dropFirst().map { line in
      var object = JSONObject()
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      for (name, field) in zip(names, fields) {
        if let number = Double(field) { object.append(name, .number(number)) }
      }
      return Point(json: .object(object), isEvaluated: object["validation_loss"] != nil)
    }
  }
}
