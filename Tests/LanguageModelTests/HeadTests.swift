// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels
import Testing

@testable import LanguageModel

/// The head's products, which take other ways for few rows than for many.
@Suite struct HeadTests {
  private let vocabulary = 203

  private func numbers(_ count: Int, seed: UInt64) throws -> FloatBlock {
    let block = try FloatBlock(count: count)
    assay_fill_normal(block.pointer, 0, 1, seed, Int64(count))
    return block
  }

  @Test(arguments: [1, 3, 4, 5, 8, 9], [20, 64])
  func agreesWithPlainLoops(rows: Int, width: Int) throws {
    #expect(assay_products_load() == nil)
    let hidden = try numbers(rows * width, seed: 1)
    let table = try numbers(vocabulary * width, seed: 2)
    let dLogits = try numbers(rows * vocabulary, seed: 3)
    let logits = try FloatBlock(count: rows * vocabulary)
    let dHidden = try FloatBlock(count: rows * width)
    let matrix = assay_matrix(values: table.pointer, halves: nil)
    assay_head_forward(
      logits.pointer, hidden.pointer, matrix, Int64(rows), Int64(width), Int64(vocabulary))
    for row in 0..<rows {
      for token in 0..<vocabulary {
        let expected = (0..<width).reduce(Float(0)) {
          $0 + hidden.pointer[row * width + $1] * table.pointer[token * width + $1]
        }
        #expect(abs(logits.pointer[row * vocabulary + token] - expected) < 1e-4)
      }
    }
    for beta in [Float(0), 1] {
      let dTable = try numbers(vocabulary * width, seed: 4)
      let before = dTable.array
      assay_head_backward(
        dHidden.pointer, dTable.pointer, dLogits.pointer, hidden.pointer, matrix, beta,
        Int64(rows), Int64(width), Int64(vocabulary))
      for index in 0..<vocabulary * width {
        let (token, column) = index.quotientAndRemainder(dividingBy: width)
        let expected = (0..<rows).reduce(beta * before[index]) {
          $0 + dLogits.pointer[$1 * vocabulary + token] * hidden.pointer[$1 * width + column]
        }
        #expect(abs(dTable.pointer[index] - expected) < 1e-4)
      }
    }
  }
}
