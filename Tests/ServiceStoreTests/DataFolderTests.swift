// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import ServiceStore

@Suite struct DataFolderTests {
  private static let id = "file-AZaz09AZaz09AZaz09AZaz09"

  @Test func makesWhatBelongsInItForThisUserAlone() throws {
    let place = try TemporaryFolder()
    let path = place.url.appending(path: "a/b/data").path
    for _ in 0..<2 {
      let folder = try DataFolder(path: path)
      for made in [path, folder.files, folder.uploads, folder.jobs, folder.models] {
        let attributes = try FileManager.default.attributesOfItem(atPath: made)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        #expect(attributes[.type] as? FileAttributeType == .typeDirectory)
      }
    }
  }

  @Test func saysWhyItCannotBeMade() throws {
    let place = try TemporaryFolder()
    try place.write("x", to: "file")
    let error = #expect(throws: AssayError.self) {
      try DataFolder(path: place.url.appending(path: "file/data").path)
    }
    #expect(error?.remedy?.contains("--data-dir") == true)
  }

  @Test(arguments: [
    ("fine-tune", "a.csv", ".jsonl"), ("fine-tune-results", "x", ".csv"),
    ("dataset", "A.CSV", ".csv"),
    ("dataset", "a.jsonl.gz", ".jsonl.gz"), ("dataset", "a.json", ".json"),
    ("dataset", "../../etc/passwd", ".data"), ("dataset", "a.exe", ".data"),
    ("dataset", "a.xlsx", ".xlsx"), ("dataset", "csv", ".data"),
  ])
  func contentIsKeptUnderItsIdentifier(purpose: String, name: String, expected: String) throws {
    let place = try TemporaryFolder()
    let folder = try DataFolder(path: place.url.appending(path: "data").path)
    let record = FileRecord(
      id: Self.id, purpose: purpose, filename: name, bytes: 1, createdAt: 1,
      organization: "acme")
    #expect(folder.path(of: record) == "\(folder.files)/\(Self.id)\(expected)")
    #expect(folder.upload(Self.id) == "\(folder.uploads)/\(Self.id).part")
  }

  @Test func jobsOfBothRoutesHaveFolders() throws {
    let place = try TemporaryFolder()
    let folder = try DataFolder(path: place.url.appending(path: "data").path)
    for kind in [Identifier.Kind.fineTune, .fineTuningJob] {
      let id = Identifier.mint(kind)
      #expect(folder.job(id) == "\(folder.jobs)/\(id)")
    }
  }
}
