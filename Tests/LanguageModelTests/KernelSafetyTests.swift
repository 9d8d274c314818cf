// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels
import Foundation
import LanguageModel
import Platform
import Testing

/// What kernels do when memory has run out, or a signal comes. Each test runs in a process of its own:
/// a limit on memory and a handler of signals hold for all of a process.
@Suite struct KernelSafetyTests {
  @Test func memoryThatRunsOutIsAnError() async {
    await #expect(processExitsWith: .success) {
      let model = try TinyModel.make()
      let gradients = try GradientStore(for: model)
      let expected = try model.evaluate(TinyModel.batch()).logProbabilities
      assay_limit_scratch(0)
      #expect(throws: AssayError.self) { try model.evaluate(TinyModel.batch()) }
      #expect(throws: AssayError.self) { try model.logits(TinyModel.batch()) }
      #expect(throws: AssayError.self) { try model.hiddenStates(TinyModel.batch()) }
      #expect(throws: AssayError.self) {
        try model.forwardBackward(TinyModel.batch(), into: gradients)
      }
      let cache = try KeyValueCache(for: model, sequences: 1, capacity: 8)
      #expect(throws: AssayError.self) {
        try model.extend(cache, with: [CacheAddition(sequence: 0, tokens: [1, 2, 3])])
      }
      #expect(cache.lengths == [0])
      // Nothing of it stays.
      assay_limit_scratch(.max)
      #expect(try model.evaluate(TinyModel.batch()).logProbabilities == expected)
    }
  }

  /// Every kernel that works in memory of its own leaves it and says so.
  @Test func kernelsSayWhatTheyDidNotGet() async {
    await #expect(processExitsWith: .success) {
      try #require(assay_products_load() == nil)
      let size: Int64 = 8
      let count = Int(size * size)
      let block = try FloatBlock(count: 6 * count)
      let halves = UnsafeMutablePointer<UInt16>.allocate(capacity: count)
      halves.initialize(repeating: 0, count: count)
      let rounded = assay_matrix(values: block.pointer, halves: halves)
      func part(_ index: Int) -> UnsafeMutablePointer<Float> { block.pointer + index * count }
      assay_limit_scratch(0)
      var failures: [Int64] = [assay_memory_failures()]
      func note() { failures.append(assay_memory_failures()) }
      assay_linear_forward(part(1), part(2), rounded, nil, nil, size, size, size)
      note()
      assay_linear_backward(
        part(1), part(2), nil, part(3), part(4), rounded, 0, size, size, size)
      note()
      assay_head_forward(part(1), part(2), rounded, size, size, size)
      note()
      assay_head_backward(part(1), part(2), part(3), part(4), rounded, 0, size, size, size)
      note()
      assay_low_rank_backward(
        part(1), part(2), part(3), part(4), part(5), part(0), 1, 0, size, size, 2, size)
      note()
      #expect(failures == [0, 1, 2, 3, 4, 5])
    }
  }

  /// oneDNN's products take the stack pointer for their own ends. A handler that ran on top of one
  /// would write over the heap; this crashed within a few products.
  @Test func aSignalHandlerDoesNotRunOnTopOfAProduct() async {
    await #expect(processExitsWith: .success) {
      try #require(assay_products_load() == nil)
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        var room = (0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &room) { bytes in
          for index in bytes.indices { bytes[index] = 0xAA }
        }
      }
      action.sa_flags = SA_RESTART
      sigaction(SIGALRM, &action, nil)
      var timer = itimerval(
        it_interval: timeval(tv_sec: 0, tv_usec: 50), it_value: timeval(tv_sec: 0, tv_usec: 50))
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
      let sizes = [(64, 64, 64), (256, 768, 768), (5, 768, 64), (64, 300, 64), (17, 33, 65)]
      for turn in 0..<100 {
        let (m, n, k) = sizes[turn % sizes.count]
        let left = (0..<m * k).map { Float($0 * 7 % 5 - 2) }
        let right = (0..<k * n).map { Float($0 * 11 % 7 - 3) }
        var out = [Float](repeating: 0, count: m * n)
        assay_gemm(
          0, 0, Int64(m), Int64(n), Int64(k), 1, left, Int64(k), right, Int64(n), 0, &out, Int64(n))
        let (row, column) = (m - 1, n / 2)
        let expected = (0..<k).reduce(Float(0)) { $0 + left[row * k + $1] * right[$1 * n + column] }
        #expect(out[row * n + column] == expected)
      }
    }
  }
}
