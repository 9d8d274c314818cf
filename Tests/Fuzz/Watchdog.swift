// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Ends the run when an input takes more than a second of processor time, twenty without the
/// optimizer, or the process more than 1 GB. Processor time: on a busy machine the clock says little.
enum Watchdog {
  #if DEBUG
    private static let secondsAllowed = 20.0
  #else
    private static let secondsAllowed = 1.0
  #endif
  private static let megabytesAllowed = 1024
  private static let current = Mutex<(what: String, start: Double)?>(nil)
  private static let isRunning = Atomic(false)

  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss >> 10
  }

  /// - Returns: the processor time now.
  static func start(_ what: String) -> Double {
    if !isRunning.exchange(true, ordering: .relaxed) {
      var thread = pthread_t()
      pthread_create(&thread, nil, { _ in Watchdog.watch() }, nil)
    }
    let now = processorSeconds
    current.withLock { $0 = (what, now) }
    return now
  }

  static func stop() {
    checkTime()
    current.withLock { $0 = nil }
  }

  static func checkMemory() {
    guard peakMegabytes > megabytesAllowed else { return }
    let what = current.withLock { $0?.what } ?? "all inputs"
    Fuzz.fail("\(what): \(peakMegabytes) MB; the input is in the folder")
  }

  private static func checkTime() {
    guard let (what, start) = current.withLock({ $0 }) else { return }
    let seconds = processorSeconds - start
    if seconds > secondsAllowed { Fuzz.fail("\(what): \(seconds) s; the input is in the folder") }
  }

  private static func watch() -> Never {
    while true {
      usleep(100_000)
      checkTime()
      checkMemory()
    }
  }
}
