// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Console
import Platform

/// What a command took, for those who want to know: said at its end with `--verbose`.
struct RunCost {
  private let isWanted: Bool
  private let started = ContinuousClock.now

  init(_ arguments: [String]) {
    let options = arguments.prefix { $0 != "--" }
    isWanted =
      options.contains("--verbose") && !options.contains("--quiet") && !options.contains("-q")
  }

  func tell() {
    guard isWanted else { return }
    let seconds = started.duration(to: .now) / .seconds(1)
    let memory = Machine.peakMemory.map { ", \($0 >> 20) MiB of memory at most" } ?? ""
    Terminal.printError("took \(Int(seconds * 1000)) ms\(memory)")
  }
}
