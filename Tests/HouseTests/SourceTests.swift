// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@Suite struct SourceTests {
  private static let sources = Checkout.files(below: "Sources", endingIn: ".swift")

  @Test func everyFileStatesItsLicense() throws {
    for folder in ["Sources", "Tests"] {
      for suffix in [".swift", ".c", ".cpp", ".h"] {
        for file in Checkout.files(below: folder, endingIn: suffix) {
          let text = try Checkout.text(of: "\(folder)/\(file)")
          #expect(text.hasPrefix("// SPDX-License-Identifier: Apache-2.0\n"), "\(file)")
        }
      }
    }
  }

  @Test func noFileNeedsATour() throws {
    for file in Self.sources {
      let lines = try Checkout.text(of: "Sources/\(file)").count { $0 == "\n" }
      #expect(lines <= 500, "Sources/\(file) has \(lines) lines")
    }
  }

  @Test func librariesNeitherPrintNorExit() throws {
    for file in Self.sources where !file.hasPrefix("assay/") {
      let text = try Checkout.text(of: "Sources/\(file)")
      #expect(text.firstMatch(of: /(?m)^\s*(?:print|exit|debugPrint)\(/) == nil, "\(file)")
      #expect(text.firstMatch(of: /fatalError\(|\btry!|\bas!/) == nil, "\(file)")
    }
  }

  /// Where another system has another C library, one file changes.
  @Test func theCLibraryIsNamedInOnePlace() throws {
    for file in Self.sources where file != "Platform/SystemLibrary.swift" {
      let text = try Checkout.text(of: "Sources/\(file)")
      #expect(
        text.firstMatch(of: /(?m)^\s*(?:\w+ )?import (?:Glibc|Musl|Darwin)\b|\bGlibc\./) == nil,
        "\(file) is to import Platform")
    }
  }

  /// `make generate` writes the list of embedded files; it must know each file of the folders.
  @Test(arguments: ["Rules", "Samples", "Page", "ReportPage"])
  func embeddedFilesAreCurrent(folder: String) throws {
    let table = try Checkout.text(of: "Sources/CEmbedded/embedded.c")
    let listed = table.matches(of: /#embed "\.\.\/\.\.\/(\w+)\/([^"]+)"/)
      .filter { $0.1 == folder }.map { String($0.2) }
    let present = Checkout.files(below: folder).filter { file in
      !file.hasSuffix("README.md") && !file.hasSuffix(".py")
        && !file.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    #expect(listed.sorted() == present.sorted(), "run `make generate`")
  }

  /// `make generate` writes the codes of the rules too.
  @Test func ruleCodesAreCurrent() throws {
    let listed = try Checkout.text(of: "Sources/AssayCore/RuleCode.swift")
      .matches(of: /case \w+ = "(\w+)"/).map { String($0.1) }
    let present = Checkout.files(below: "Rules", endingIn: ".yaml").compactMap { file in
      file.split(separator: "/").last?.split(separator: "-").first.map(String.init)
    }
    #expect(listed.sorted() == present.sorted(), "run `make generate`")
  }

  /// A page that no reader of the site can find is no documentation.
  @Test func everyPageIsInTheNavigationOfTheSite() throws {
    let listed = try Checkout.text(of: "mkdocs.yml").matches(of: /- (?:\w+: )?([\w\/-]+\.md)/)
      .map { String($0.1) }
    // The site copies or makes these.
    let made = ["commands.md", "python.md", "vscode.md"]
    let pages = Checkout.files(below: "docs", endingIn: ".md") + made
    #expect(Set(listed) == Set(pages) && Set(listed).count == listed.count, "\(listed)")
  }

  /// Rules are named by `RuleCode`, which the compiler checks.
  @Test func noRuleIsNamedByAText() throws {
    for file in Self.sources where file != "AssayCore/RuleCode.swift" {
      let text = try Checkout.text(of: "Sources/\(file)")
      #expect(text.firstMatch(of: /"[A-Z]{2,6}[0-9]{3}"/) == nil, "\(file)")
    }
  }
}
