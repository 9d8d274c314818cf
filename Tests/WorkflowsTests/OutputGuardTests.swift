// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing
import Workflows

@Suite struct OutputGuardTests {
  private func isRefused(_ output: String, _ inputs: [String?]) -> Bool {
    (try? OutputGuard.require([nil, output], apartFrom: inputs)) == nil
  }

  @Test func theInputIsKnownUnderEveryName() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "in.jsonl")
    try folder.write("a", to: "other.jsonl")
    let files = FileManager.default
    try files.createDirectory(
      at: folder.url.appending(path: "sub"), withIntermediateDirectories: false)
    try files.createSymbolicLink(
      at: folder.url.appending(path: "soft"),
      withDestinationURL: folder.url.appending(path: "in.jsonl"))
    try files.linkItem(
      at: folder.url.appending(path: "in.jsonl"), to: folder.url.appending(path: "hard"))
    let root = folder.url.path
    let input = root + "/in.jsonl"
    for name in ["in.jsonl", "./in.jsonl", "sub/../in.jsonl", "soft", "hard"] {
      #expect(isRefused("\(root)/\(name)", [nil, input]), "\(name)")
    }
    // A link as input, too.
    #expect(isRefused(input, ["\(root)/soft"]))
    for name in ["other.jsonl", "new.jsonl", "sub", "sub/in.jsonl"] {
      #expect(!isRefused("\(root)/\(name)", [input]), "\(name)")
    }
  }

  /// Of two results in one file the first would be lost.
  @Test func resultsGoToFilesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let root = folder.url.path
    try folder.write("a", to: "old.csv")
    for name in ["old.csv", "new.csv"] {
      let error = #expect(throws: AssayError.self) {
        try OutputGuard.require(["\(root)/\(name)", nil, "\(root)/./\(name)"], apartFrom: [])
      }
      #expect(error?.message == "two results would be written to the file")
    }
    try OutputGuard.require(["\(root)/a", "\(root)/b", "-", "-"], apartFrom: [])
    #expect(throws: AssayError.self) { try OutputGuard.require([""], apartFrom: []) }
    try OutputGuard.require(["/dev/null", "/dev/null"], apartFrom: [])
  }

  @Test func theMessageNamesBoth() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "in.jsonl")
    let path = folder.url.path + "/in.jsonl"
    let error = #expect(throws: AssayError.self) {
      try OutputGuard.require([path], apartFrom: ["/dev/null", path])
    }
    #expect(error?.location?.file == path)
    #expect(error?.message.contains("`\(path)` is the input") == true)
  }

  /// The files of a model are read as well.
  @Test func aModelIsAnInput() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(
      at: folder.url.appending(path: "model"), withIntermediateDirectories: false)
    try folder.write("{}", to: "model/config.json")
    try folder.write("x", to: "model/model.safetensors")
    try files.createSymbolicLink(
      at: folder.url.appending(path: "link"),
      withDestinationURL: folder.url.appending(path: "model"))
    let root = folder.url.path
    for model in ["\(root)/model", "\(root)/link"] {
      let error = #expect(throws: AssayError.self) {
        try OutputGuard.require(
          ["\(root)/link/model.safetensors"], apartFrom: [], models: [nil, model])
      }
      #expect(error?.message.contains("is a file of the model '\(model)'") == true)
      try OutputGuard.require(["\(root)/model/new.html"], apartFrom: [], models: [model])
    }
    // What is no model is for others to say.
    try OutputGuard.require(["\(root)/out"], apartFrom: [], models: ["nano", "no such model"])
  }

  @Test func devicesAreNobodysInput() throws {
    #expect(FileIdentity(ofInput: "/dev/null") == nil)
    #expect(FileIdentity(ofOutput: "/nowhere/at/all") == nil)
    try OutputGuard.require(["/dev/null"], apartFrom: ["/dev/null"])
  }
}
