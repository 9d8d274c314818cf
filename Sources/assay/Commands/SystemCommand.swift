// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import LanguageModel
import ModelStore
import Platform
import Reports

/// `assay system`: what the machine gives, for reports of faults and of speed.
struct SystemCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "system",
    abstract: "Shows what assay finds on this machine: cores, memory, precision, folders.",
    discussion: """
      Examples:
        assay system
        assay system --json
      """)

  @Flag(help: "Print the facts as JSON.") var json = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let facts = Self.facts
    guard !json else {
      let object = facts.reduce(into: JSONObject()) { $0.append($1.key, $1.value) }
      return Terminal.printResult(JSONValue.object(object).indented)
    }
    Terminal.printResult(TextColumns.pairs(facts.map { ($0.title, Self.words($0.value)) }))
  }

  /// A fact for people: the only number above a few is the memory in bytes.
  private static func words(_ value: JSONValue) -> String {
    if let bytes = value.integer, bytes >= 1 << 20 {
      return "\(NumberText.fixed(Double(bytes) / 0x1p30, digits: 1)) GiB"
    }
    if let isSo = value.bool { return isSo ? "yes" : "no" }
    return value == .null ? "unknown" : value.string ?? value.text()
  }

  /// Its name, or why there is none.
  private static var gpu: JSONValue {
    let found = Device.gpu
    return .string(found.name ?? "none: \(found.reason)")
  }

  private static var facts: [(key: String, title: String, value: JSONValue)] {
    [
      ("version", "assay", .string(Version.text)),
      ("cores", "Cores", .integer(Machine.coreCount)),
      (
        "available_memory", "Available memory",
        Machine.availableMemory.map { .integer($0) } ?? .null
      ),
      ("bf16", "Computes in bf16", .bool(Precision.bf16.isNative)),
      ("gpu", "GPU", gpu),
      ("models", "Model store", (try? LocalStore.standard()).map { .string($0.home) } ?? .null),
    ]
  }
}
