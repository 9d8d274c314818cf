// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import LanguageModel
import ModelStore
import Platform

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
      return Terminal.printResult(JSONValue.object(object).text(indented: true) + "\n")
    }
    Terminal.printResult(
      TextColumns.pairs(facts.map { ($0.title, $0.value.string ?? $0.value.text()) }))
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
        "available_memory", "Available memory, bytes",
        Machine.availableMemory.map { .integer($0) } ?? .null
      ),
      ("bf16", "Computes in bf16", .bool(Precision.bf16.isNative)),
      ("gpu", "GPU", gpu),
      ("models", "Model store", (try? LocalStore.standard()).map { .string($0.home) } ?? .null),
    ]
  }
}
