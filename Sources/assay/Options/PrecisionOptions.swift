// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import LanguageModel
import Workflows

/// The precision of matrix products, for every command that runs a model.
struct PrecisionOptions: ParsableArguments {
  @Option(
    help: """
      The numbers of matrix products: f32, bf16 (half the time on CPUs that have it), or auto, which \
      measures both. Training chooses auto by default, everything else f32.
      """)
  var precision: PrecisionRequest?

  /// What was asked for, where f32 is the usual.
  var orF32: PrecisionRequest { precision ?? .f32 }

  /// The precision that was asked for; nil leaves the choice to the program.
  var request: Precision? { precision.flatMap { Precision(rawValue: $0.rawValue) } }

  /// The precision for a model, with a line about a choice that was measured.
  /// - Throws: `AssayError` when this machine cannot compute in the one that was asked for.
  func resolve(
    for configuration: GPT2Configuration, default fallback: PrecisionRequest = .f32,
    output: OutputOptions
  ) throws(AssayError) -> Precision {
    try (precision ?? fallback).resolve(for: configuration) {
      output.say("precision   \(Self.text($0))")
    }
  }

  /// A choice that was measured, in words.
  static func text(_ choice: PrecisionChoice) -> String {
    let f32 = "f32 at \(Int((choice.f32Speed ?? 0) / 1e9)) GFLOP/s"
    guard let speed = choice.bf16Speed else {
      return "f32, \(choice.isSmall ? "the model is small" : "this machine has no bf16")"
    }
    return "\(choice.precision.rawValue), measured on a layer of the model: \(f32), "
      + "bf16 at \(Int(speed / 1e9)) GFLOP/s"
  }
}

extension PrecisionRequest: ExpressibleByArgument {}
