// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Fixes
import Foundation
import GRDB
import HTTPTypes
import JSON
import ServiceStore
import Testing
import Workflows

@testable import Service

/// What the page asks besides OpenAI's API: how a file can be read, rows of findings, what a repair would
/// change, what a fine-tune would take, how a model is asked, and the report on a job.
@Suite struct PagePartsTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func upload(_ bytes: [UInt8], _ name: String) async throws -> String {
    // The form is text; the bytes of the file take the place of a character that is nowhere else.
    let form = Form.upload("\u{1}", filename: name, purpose: "dataset").split(separator: 1)
    let reply = try await service.send(
      .post, "/v1/files", headers: [.contentType: Form.contentType],
      body: Array(form[0]) + bytes + Array(form[1]))
    return try #require(reply.json["id"]?.string)
  }

  private func upload(_ text: String, _ name: String) async throws -> String {
    try await upload(Array(text.utf8), name)
  }

  private func get(_ path: String) async throws -> JSONValue {
    let reply = try await service.send(.get, path)
    #expect(reply.status == 200, "\(reply.text)")
    return reply.json
  }

  // MARK: - How a file can be read

  @Test func columnsAreThoseOfTheFile() async throws {
    let id = try await upload(
      "id,text,category\n1,Where is it?,lost\n2,Why so?,late\n", "mails.csv")
    let found = try await get("/assay/files/\(id)/preview")
    #expect(found["columns"] == ["id", "text", "category"])
    #expect(found["prompt_column"] == "text" && found["completion_column"] == "category")
    #expect(found["rows"]?.array?.first == ["1", "Where is it?", "lost"])
    #expect(found["sheets"] == [] && found["encodings"] == [] && found["error"] == .null)
    let chosen = try await get("/assay/files/\(id)/preview?prompt_column=id")
    #expect(chosen["prompt_column"] == "id" && chosen["completion_column"] == "category")
  }

  /// A file that is no UTF-8 is shown by its likeliest encoding, and others are offered.
  @Test func encodingsAreOffered() async throws {
    let text = "prompt,completion\nHave you won £622 cash?,no\n"
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let id = try await upload(bytes, "sms.csv")
    let found = try await get("/assay/files/\(id)/preview")
    #expect(found["encoding"] == "cp1252")
    #expect(found["encodings"]?.array?.contains { $0["name"] == "cp1252" } == true)
    #expect(found["rows"]?.array?.first == ["Have you won £622 cash?", "no"])
    let refused = try await service.send(.get, "/assay/files/\(id)/findings")
    #expect(refused.status == 400)
    let findings = try await get("/assay/files/\(id)/findings?encoding=cp1252")
    #expect(findings["files"]?.array?.first?["rows"] == 1)
    let unknown = try await service.send(.get, "/assay/files/\(id)/preview?encoding=klingon")
    #expect(unknown.status == 400 && unknown.error["param"] == "encoding")
  }

  @Test func sheetsAreOffered() async throws {
    let texts = ["prompt", "completion", "Where is it?", "lost"]
    let strings = texts.map { "<si><t>\($0)</t></si>" }.joined()
    let rows = [(0, 1), (2, 3)].map {
      "<row><c t=\"s\"><v>\($0.0)</v></c><c t=\"s\"><v>\($0.1)</v></c></row>"
    }.joined()
    let id = try await upload(Workbook(rows: rows, strings: strings).packed, "mails.xlsx")
    let found = try await get("/assay/files/\(id)/preview")
    #expect(found["sheets"] == ["rows"] && found["sheet"] == "rows")
    #expect(found["columns"] == ["prompt", "completion"])
    let other = try await get("/assay/files/\(id)/preview?sheet=none")
    #expect(other["error"]?.string?.contains("no sheet 'none'") == true)
    #expect(other["sheets"] == ["rows"] && other["columns"] == [])
  }

  /// Titles above the header of an export are found out, and what was found can be chosen otherwise.
  @Test func theLineOfTheHeaderIsOffered() async throws {
    let text = "Mails of May,,\nby Dana,,\nTicket,Mail,Team\n1,hello,A\n2,bye,B\n"
    let id = try await upload(text, "mails.csv")
    let found = try await get("/assay/files/\(id)/preview")
    #expect(found["header_line"] == 3 && found["no_header"] == false, "\(found)")
    #expect(found["columns"] == ["Ticket", "Mail", "Team"] && found["may_lack_header"] == true)
    let columns = "prompt_column=Mail&completion_column=Team"
    let document = try await get("/assay/files/\(id)/findings?header_line=3&\(columns)")
    #expect(document["files"]?.array?.first?["rows"] == 2)
    let none = try await get("/assay/files/\(id)/preview?no_header=true")
    #expect(none["columns"] == ["1", "2", "3"] && none["header_line"] == .null)
    let plain = try await upload("prompt,completion\na,b\n", "plain.csv")
    #expect(try await get("/assay/files/\(plain)/preview")["header_line"] == .null)
    for query in ["header_line=0", "no_header=perhaps", "header_line=2&no_header=1"] {
      let reply = try await service.send(.get, "/assay/files/\(id)/preview?\(query)")
      #expect(reply.status == 400, "\(query)")
    }
  }

  // MARK: - Decisions about rows

  /// Mails of three topics; two of them have the topic of another.
  private static let topics: String = {
    let texts = ["my card was charged", "my parcel is lost", "my password is gone"]
    let rows = (0..<90).map { index -> String in
      let topic = ["card", "parcel", "password"][index == 31 || index == 46 ? 0 : index % 3]
      return "\(texts[index % 3]) since day \(index),\(topic)\n"
    }
    return "prompt,completion\n" + rows.joined()
  }()

  @Test func doubtfulRowsAreDecidedAbout() async throws {
    let id = try await upload(Self.topics, "mails.csv")
    let found = try await get("/assay/files/\(id)/review")
    let rows = try #require(found["rows"]?.array)
    let row = try #require(rows.first { $0["row"] == 31 }, "\(rows)")
    #expect(row["label"] == "card" && row["suggestion"] == "parcel" && row["line"] == 33)
    let decision: JSONValue = [
      "row": row["key"] ?? nil, "copy": row["copy"] ?? nil, "action": "change", "label": "card",
      "to": "parcel", "number": 31, "text": "",
    ]
    let path = "/assay/files/\(id)/fix?fix=WSP001"
    let shown = try await service.send(
      .post, path + "&preview=100", json: ["decisions": [decision]])
    #expect(shown.json["changes"]?.string?.contains("decision") == true, "\(shown.text)")
    let fixed = try await service.send(.post, path, json: ["decisions": [decision]])
    #expect(fixed.json["decisions"]?["changed"] == 1, "\(fixed.text)")
    #expect(!fixed.text.contains(service.store.folder.path))
    var texts = ""
    for file in fixed.json["data"]?.array ?? [] {
      texts += try await service.send(.get, "/v1/files/\(file["id"]?.string ?? "")/content").text
    }
    let changed = texts.split(separator: "\n").first { $0.contains("since day 31") }
    #expect(changed?.contains(#"" parcel""#) == true, "\(changed ?? "")")
    let wrong = try await service.send(.post, path, json: ["decisions": [["row": "7"]]])
    #expect(wrong.status == 400 && wrong.error["param"] == "decisions")
  }

  @Test func rowsWithoutClassesHaveNoDoubtfulLabel() async throws {
    let id = try await upload(Self.reviews, "reviews.csv")
    let reply = try await service.send(.get, "/assay/files/\(id)/review")
    #expect(reply.status == 400 && !reply.text.contains(service.store.folder.path), "\(reply.text)")
  }

  // MARK: - Numbered classes

  /// The map of labels is a file of the store that a job names.
  @Test func aJobKnowsWhatItsNumbersStandFor() async throws {
    let id = try await upload(Self.topics, "mails.csv")
    let fixed = try await service.send(.post, "/assay/files/\(id)/fix?number_classes=true")
    let files = fixed.json["data"]?.array ?? []
    #expect(
      files.map { $0["filename"]?.string } == [
        "mails_prepared_train.jsonl", "mails_prepared_valid.jsonl", "mails_prepared_labels.json",
      ])
    let labels = try #require(files.last)
    #expect(labels["purpose"] == "labels")
    let content = try await service.send(.get, "/v1/files/\(labels["id"]?.string ?? "")/content")
    #expect(content.json == ["card": 0, "parcel": 1, "password": 2])
    let job = try await service.send(
      .post, "/v1/fine-tunes",
      json: [
        "training_file": files[0]["id"] ?? nil, "model": "nano",
        "labels_file": labels["id"] ?? nil,
      ])
    #expect(job.status == 200 && job.json["labels_file"] == labels["id"], "\(job.text)")
    let record = try await service.desk.find(job.json["id"]?.string ?? "")
    let request = try await service.desk.trainingRequest(of: record)
    #expect(try LabelMap(file: #require(request.labels)).labels == ["card", "parcel", "password"])
    let inUse = try await service.send(.delete, "/v1/files/\(labels["id"]?.string ?? "")")
    #expect(inUse.status == 400)
    let wrong = try await service.send(
      .post, "/v1/fine-tunes",
      json: [
        "training_file": files[0]["id"] ?? nil, "model": "nano",
        "labels_file": files[1]["id"] ?? nil,
      ])
    #expect(wrong.status == 400 && wrong.error["param"] == "labels_file")
  }

  @Test func aMapOfLabelsIsReadWhenItComes() async throws {
    let good = try await service.upload(#"{"no":0,"yes":1}"#, filename: "l.json", purpose: "labels")
    #expect(good.status == 200, "\(good.text)")
    for text in [#"{"no":0,"yes":7}"#, "[1]", "no"] {
      let bad = try await service.upload(text, filename: "l.json", purpose: "labels")
      #expect(bad.status == 400 && bad.error["param"] == "file", "\(text): \(bad.text)")
    }
    let id = good.json["id"]?.string ?? ""
    #expect(try await service.send(.get, "/assay/files/\(id)/findings").status == 400)
  }

  // MARK: - Findings and repairs

  private static let reviews =
    "prompt,completion\n"
    + (0..<30).map { "film \($0),\($0 == 4 ? "" : "good \($0 * 7)")\n" }.joined()

  @Test func findingsBringTheirRows() async throws {
    let id = try await upload(Self.reviews, "reviews.csv")
    let document = try await get("/assay/files/\(id)/findings?excerpts=2")
    let findings = document["files"]?.array?.first?["findings"]?.array ?? []
    let empty = try #require(findings.first { $0["code"] == "ROW002" })
    #expect(empty["excerpts"]?.array?.first?["row"] == 4)
    #expect(empty["excerpts"]?.array?.first?["line"] == 6)
    let space = try #require(findings.first { $0["code"] == "WSP001" })
    let text = try #require(space["excerpts"]?.array?.first?["texts"]?.array?.first)
    #expect(text["name"] == "completion" && text["marked"] == "g" && text["after"] == "ood 0")
    #expect(space["excerpts"]?.array?.count == 2)
    let plain = try await get("/assay/files/\(id)/findings")
    #expect(
      plain["files"]?.array?.first?["findings"]?.array?.first?.object?["excerpts"] == nil)
  }

  @Test func aRepeatedRowNamesTheEarlierOne() async throws {
    let id = try await upload(Self.reviews + "film 2,good 14\n", "reviews.csv")
    let document = try await get("/assay/files/\(id)/findings?excerpts=1")
    let findings = document["files"]?.array?.first?["findings"]?.array ?? []
    let repeated = try #require(findings.first { $0["code"] == "DUP001" })
    #expect(repeated["excerpts"]?.array?.first?["repeats"] == "as row 3 on line 4")
    let space = try #require(findings.first { $0["code"] == "WSP001" })
    #expect(space["excerpts"]?.array?.first?["repeats"] == .null)
  }

  @Test func aRepairIsShownBeforeItIsMade() async throws {
    let id = try await upload(Self.reviews, "reviews.csv")
    let before = try await get("/v1/files")["data"]?.array?.count
    let reply = try await service.send(.post, "/assay/files/\(id)/fix?fix=WSP001&preview=2")
    let changes = try #require(reply.json["changes"]?.string)
    #expect(
      changes.ranges(of: "@@ row").count == 2 && changes.contains("@@ row 1, line 2: WSP001 @@"))
    #expect(reply.json["more"] == 27 && reply.json["rows_in"] == 30)
    #expect(try await get("/v1/files")["data"]?.array?.count == before)
  }

  @Test func oneChangedRowMayBeShown() async throws {
    let id = try await upload(Self.reviews, "reviews.csv")
    let before = try await get("/v1/files")["data"]?.array?.count
    let reply = try await service.send(.post, "/assay/files/\(id)/fix?fix=WSP001&preview=1")
    #expect(reply.json["changes"]?.string?.ranges(of: "@@ row").count == 1, "\(reply.text)")
    #expect(reply.json["more"] == 28)
    #expect(try await get("/v1/files")["data"]?.array?.count == before)
  }

  /// Only the repairs of the rules that were chosen are made; of none, none.
  @Test(arguments: [("fix=ROW002", 29), ("fix=", 30), ("fix=WSP001", 30)])
  func onlyChosenRepairsAreMade(query: String, rows: Int) async throws {
    let id = try await upload(Self.reviews, "reviews.csv")
    let reply = try await service.send(.post, "/assay/files/\(id)/fix?\(query)")
    #expect(reply.status == 200 && reply.json["rows_out"]?.integer == rows, "\(reply.text)")
  }

  // MARK: - Training

  private static let rows = (0..<24).map {
    #"{"prompt":"film \#($0) ->","completion":" \#($0 % 2 == 0 ? "good" : "bad")"}"# + "\n"
  }.joined()

  @Test func aFineTuneIsForecast() async throws {
    let file = try #require(try await service.upload(Self.rows).json["id"])
    let wanted: JSONValue = ["training_file": file, "model": "nano", "n_epochs": 3]
    let reply = try await service.send(.post, "/assay/forecast", json: wanted)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.json["examples"] == 24 && reply.json["epochs"] == 3)
    let (all, one) = (reply.json["seconds"]?.double, reply.json["seconds_per_epoch"]?.double)
    #expect((all ?? 0) > 0 && abs((all ?? 0) / 3 - (one ?? 0)) < 1e-9)
    #expect((reply.json["memory_bytes"]?.integer ?? 0) > 1000)
    let none = try await service.send(
      .post, "/assay/forecast", json: ["training_file": "file-none", "model": "nano"])
    #expect(none.status >= 400)
  }

  /// A job whose model is the one with random weights.
  private func finishedJob() async throws -> JobRecord {
    let file = try #require(try await service.upload(Self.rows).json["id"]?.string)
    let job = try await service.store.enqueue(
      JobRecord(
        id: Identifier.mint(.fineTune), model: "nano", createdAt: 7, settings: JobSettings(),
        organization: service.server.configuration.owner, trainingFile: file, validationFile: nil))
    let models = service.store.folder.models
    try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: RandomModel.path(), toPath: "\(models)/\(job.id)")
    let model = FineTunedModel(
      id: "nano:ft-mine", base: "nano", folder: job.id, jobID: job.id, createdAt: 7,
      owner: job.organization)
    try await service.store.write { try model.insert($0) }
    try await service.store.change(job.id, from: [.pending]) {
      $0.status = .succeeded
      $0.fineTunedModel = "nano:ft-mine"
    }
    return job
  }

  @Test func aJobHasAReport() async throws {
    let job = try await finishedJob()
    let reply = try await service.send(.get, "/assay/jobs/\(job.id)/report")
    #expect(reply.status == 200, "\(reply.text.prefix(400))")
    #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
    #expect(reply.text.contains("nano:ft-mine on train.jsonl: 24 rows, 2 classes"))
    #expect(reply.text.contains("<p class=\"verdict\">Accuracy"))
    // Where things lie on this machine is no business of a client.
    #expect(!reply.text.contains(service.store.folder.path))
  }

  @Test func aJobWithoutAModelHasNone() async throws {
    let job = try await service.store.enqueue(
      JobRecord(
        id: Identifier.mint(.fineTune), model: "nano", createdAt: 7, settings: JobSettings(),
        organization: service.server.configuration.owner, trainingFile: "file-t",
        validationFile: nil))
    #expect(try await service.send(.get, "/assay/jobs/\(job.id)/report").status == 400)
    #expect(try await service.send(.get, "/assay/jobs/none/report").status == 404)
  }

  @Test func aModelSaysHowItIsAsked() async throws {
    let job = try await finishedJob()
    try Data(#"{"classes":[" bad"," good"],"separator":" ->","stop":null}"#.utf8).write(
      to: URL(filePath: "\(service.store.folder.models)/\(job.id)/assay.json"))
    let found = try await get("/assay/models/nano:ft-mine")
    #expect(found["classes"] == [" bad", " good"] && found["separator"] == " ->")
    #expect(found["stop"] == .null && found["has_head"] == false)
    #expect(found["names"] == ["bad", "good"])
    #expect(try await service.send(.get, "/assay/models/none").status == 404)
  }
}
