// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import RuleEngine
import RuleLibrary
import Testing
import Tokenizer

@testable import Checks
@testable import Fixes

/// The rules test themselves: each file's examples are its tests.
@Suite struct RuleFileTests {
  static let folder = Checkout.root.appending(path: "Rules").path
  static let files = (try? RuleLibrary.files(in: folder)) ?? []

  @Test(arguments: files)
  func examplesHold(_ file: RuleFile) throws {
    let rule = try file.rule()
    #expect(RuleLibrary.examiner(of: rule, tokenizer: TextTokenizer.gpt2).faults() == [])
    #expect(try file.rule(examples: false).id == rule.id)
  }

  @Test func theBinaryCarriesTheFolder() {
    let carried = RuleLibrary.embedded.map { "\($0.path)\n\($0.text)" }
    let there = Self.files.map { "\($0.path.dropFirst(Self.folder.count + 1))\n\($0.text)" }
    #expect(carried.sorted() == there.sorted(), "run `make generate`")
    #expect(there.count > 30)
  }

  @Test func codesAreUniqueAndFamiliesShareAFolder() throws {
    let (rules, errors) = try RuleLibrary.examine(folder: Self.folder)
    #expect(errors == [])
    let families = Dictionary(grouping: rules) { String($0.id.prefix { $0.isLetter }) }
    for (family, rules) in families {
      let folders = Set(rules.map { $0.path.split(separator: "/").dropLast().last ?? "" })
      #expect(folders.count == 1, "\(family) is spread over \(folders)")
    }
  }

  @Test(arguments: [
    ("Checks/Kinds", CheckCatalog.kinds.map { String(describing: $0) }),
    ("Fixes/Kinds", FixCatalog.kinds.map { String(describing: $0) }),
  ])
  func theCatalogListsTheFolder(_ folder: String, _ kinds: [String]) throws {
    let path = Checkout.root.appending(path: "Sources/\(folder)").path
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
    let types = files.map { $0.replacing(".swift", with: "") }.filter { !$0.hasSuffix("Catalog") }
    #expect(kinds.sorted() == types.sorted(), "run `make generate`: \(folder)")
  }
}

extension RuleFile: CustomTestStringConvertible {
  public var testDescription: String { path }
}
