// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels
import Platform

/// A GPT-2: its parameters in one block, and the passes over packed batches.
///
/// A model is used from one task at a time; its kernels use all cores. The same input, seed and
/// number of threads give the same bits.
package final class GPT2Model {
  package let configuration: GPT2Configuration
  package let layout: ParameterLayout
  /// All parameters, laid out as `layout` says.
  package internal(set) var parameters: FloatBlock
  /// The parameters rounded to bf16 while that is the precision of products.
  var halves: HalfBlock?
  var workspace = Workspace(on: .cpu)

  /// Where the model computes: on the CPU until it is moved.
  package var device: Device { parameters.device }

  /// A model whose parameters are all 0, to be filled.
  init(uninitialized configuration: GPT2Configuration) throws(AssayError) {
    try configuration.validate()
    if let reason = assay_products_load() {
      let text = String(cString: reason)
      throw AssayError(
        "cannot run a model: \(text)",
        remedy: text.hasSuffix("was not found")
          ? "Install OpenBLAS, on Debian by: apt-get install libopenblas0-pthread"
          : "Give the process more memory (ulimit -v shows a limit), or install the library again")
    }
    self.configuration = configuration
    layout = ParameterLayout(configuration)
    parameters = try FloatBlock(count: layout.count)
  }

  /// A model of random weights, initialized as Hugging Face does: normal with standard deviation
  /// 0.02, and 0.02 / sqrt(2 L) for the matrices that write into the residual stream; biases 0,
  /// gains 1. The same seed gives the same weights.
  package convenience init(configuration: GPT2Configuration, seed: UInt64) throws(AssayError) {
    try self.init(uninitialized: configuration)
    var seeds = SeededGenerator(seed: seed)
    let deviation = configuration.initializerRange
    let residual = deviation / Float(2 * configuration.layers).squareRoot()
    for tensor in layout.tensors {
      let pointer = parameters.pointer + tensor.offset
      let tensorSeed = seeds.next()
      if tensor.decays {
        let isResidual = tensor.name.hasSuffix("c_proj.weight")
        fillNormal(tensor, deviation: isResidual ? residual : deviation, seed: tensorSeed)
      } else if tensor.name.hasSuffix(".weight") {
        pointer.update(repeating: 1, count: tensor.count)
      }
    }
  }

  /// Draws a tensor anew around 0.
  func fillNormal(_ tensor: TensorLayout.Tensor, deviation: Float, seed: UInt64) {
    assay_fill_normal(
      parameters.pointer + tensor.offset, 0, deviation, seed, Int64(tensor.count))
  }

  /// The number of parameters.
  package var parameterCount: Int { layout.parameterCount }

  /// A copy of a tensor's values by its name in a checkpoint, or nil when there is none.
  package func values(of name: String) -> [Float]? {
    layout[name].map { tensor in
      parameters.array(tensor.offset..<tensor.offset + tensor.count)
    }
  }
}
