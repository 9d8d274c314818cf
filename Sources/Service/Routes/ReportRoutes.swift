// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import Hummingbird
import JSON
import ModelStore
import Reports
import ServiceStore
import Tables
import Workflows

/// What the page tells of a model: `/assay/jobs/ID/report`, the report of `assay eval --format html` on
/// a job's model and its validation file, and `/assay/models/NAME`, how one is to be asked.
struct ReportRoutes: RouteSet {
  let desk: JobDesk
  let engine: InferenceEngine

  func add(to group: Group) {
    group.get("assay/jobs/:id/report", use: report)
    group.get("assay/models/:name", use: model)
  }

  @Sendable private func report(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    let job = try await desk.find(context.parameter("id"))
    guard let name = job.fineTunedModel, let model = try await desk.store.model(name) else {
      throw APIError.invalid(
        "Job \(job.id) has status \(job.status.rawValue) and no model to report on.", param: "id")
    }
    guard let file = try await desk.store.file(job.validationFile ?? job.trainingFile) else {
      throw APIError.invalid("The file that the job was measured on was deleted.", param: "id")
    }
    let folder = "\(desk.store.folder.models)/\(model.folder)"
    let path = desk.store.folder.path(of: file)
    var evaluation = EvaluateRequest(
      .model(folder, file: path), options: EvaluationOptions())
    evaluation.reading.options.format = .jsonl
    let measured = evaluation
    var found = try await Offload.run { () throws(AssayError) in
      try Evaluating.run(measured).report
    }
    found.origin = ReportOrigin(
      program: "assay", command: "", seconds: ReportOrigin.moment,
      inputs: try ReportOrigin.inputs([path]))
    // Where things lie on this machine is no business of a client.
    let page = HTMLReport.render(found).replacing(folder, with: name)
      .replacing(path, with: file.filename)
    return .text(page, type: "text/html; charset=utf-8")
  }

  @Sendable private func model(_ request: Request, _ context: APIContext) async throws -> Response {
    let library = desk.library.seen(by: context.client)
    let name = try context.parameter("name")
    let (source, information) = try await PromptReader(library: library, engine: engine).find(name)
    var record: ModelRecord?
    if case .directory(let folder) = source { record = try ModelRecord(folder: folder) }
    let classes = record?.classes
    let names = information.labeler?.terms.classes ?? classes
    return .json([
      "id": .string(name), "has_head": .bool(!information.writesText),
      "classes": classes.map { .array($0.map { .string($0) }) } ?? .null,
      // As people write them, where numbers stand for labels too.
      "names": names.map { .array($0.map { .string($0) }) } ?? .null,
      "separator": .init(record?.separator), "stop": .init(record?.stop),
    ])
  }
}
