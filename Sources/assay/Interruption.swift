// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Ctrl-C and SIGTERM for jobs that can save their state: the first asks the job to stop, the second
/// stops the process.
enum Interruption {
  private static let count = Atomic<Int>(0)

  /// Whether the job was asked to stop.
  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  /// From now on the signals are counted instead of ending the process.
  static func watch() {
    // The counter exists before the first signal: a handler must not initialise anything.
    count.store(0, ordering: .relaxed)
    // Whoever started us may have blocked them: a service starts jobs from threads that do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] {
      Glibc.signal(signal) { _ in Interruption.handle() }
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Only what is safe in a signal handler: an atomic and `write`.
  private static func handle() {
    if count.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
    let text: StaticString = "\nsaving and stopping after this step; once more stops at once\n"
    write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }
}
