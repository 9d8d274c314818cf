// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
package import LanguageModel
package import Workflows

/// In which numbers and where a model computes, for every command that runs one.
package struct ComputeOptions: ParsableArguments {
  package init() {}

  @Option(
    help: """
      The numbers of matrix products: f32, bf16 (half the time on CPUs that have it), or auto, which \
      measures both. Training chooses auto by default, everything else f32.
      """)
  package var precision: PrecisionRequest?

  @Option(
    help: ArgumentHelp(
      """
      Where the model computes: cpu, cuda (an NVIDIA GPU; cuda:1 is the second), or auto, which takes a \
      GPU where there is one. Default cpu, which gives the same bits everywhere.
      """, valueName: "auto|cpu|cuda[:N]"))
  package var device: DeviceChoice?

  /// What was asked for, where f32 on the CPU is the usual.
  package var request: ComputeRequest {
    ComputeRequest(precision: precision ?? .f32, device: chosenDevice)
  }

  /// The device that was asked for, or the usual one.
  package var chosenDevice: DeviceChoice { device ?? .cpu }

  /// The precision that was asked for; nil leaves the choice to the program.
  package var chosenPrecision: Precision? { precision.flatMap { Precision(rawValue: $0.rawValue) } }

  /// Moves a model to the device and sets its precision, with a line about a choice that was measured.
  /// - Throws: `AssayError` when this machine cannot do what was asked for.
  package func apply(to model: GPT2Model, output: OutputOptions) throws(AssayError) {
    try request.apply(to: model) { output.say("precision   \(Self.text($0))") }
  }

  /// A choice that was measured, in words.
  package static func text(_ choice: PrecisionChoice) -> String {
    let f32 = "f32 at \(Int((choice.f32Speed ?? 0) / 1e9)) GFLOP/s"
    guard let speed = choice.bf16Speed else {
      return "f32, \(choice.isSmall ? "the model is small" : "this machine has no bf16")"
    }
    return "\(choice.precision.rawValue), measured on a layer of the model: \(f32), "
      + "bf16 at \(Int(speed / 1e9)) GFLOP/s"
  }
}

extension PrecisionRequest: ExpressibleByArgument {}
extension DeviceChoice: ExpressibleByArgument {}
