// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Feeds changed inputs to all readers: `assay-fuzz FOLDER [INPUTS] [SEED]`. Every input is written
/// to the folder before it is read, so that after a crash it lies there. Ends with status 1 when an
/// input takes too long or too much memory.
@main
struct Fuzz {
  let folder: String
  var slowest = (seconds: 0.0, what: "")

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else { fail("usage: assay-fuzz FOLDER [INPUTS] [SEED]") }
    let inputs = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 200_000
    let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
    var fuzz = Fuzz(folder: arguments[1])
    do {
      #if DEBUG
        print("SKIPPED: hostile inputs of 1 GB; they are for optimized builds")
      #else
        try fuzz.hostile()
      #endif
      try fuzz.mutated(inputs, seed)
    } catch {
      fail("\(error)")
    }
    Watchdog.checkMemory()
    print("no crash, no hang, no excess; slowest: \(fuzz.slowest.what)")
  }

  private mutating func mutated(_ inputs: Int, _ seed: UInt64) throws(AssayError) {
    var mutator = Mutator(seed: seed)
    let subjects = try Subject.all()
    let start = Watchdog.processorSeconds
    var refused = 0
    for number in 0..<inputs {
      let subject = subjects[number % subjects.count]
      let chosen = mutator.below(subject.seeds.count)
      let other = subject.seeds[mutator.below(subject.seeds.count)]
      let changed = mutator.mutate(subject.seeds[chosen], tokens: subject.tokens, other: other)
      var bytes = subject.pack(changed, chosen)
      if subject.file.hasSuffix("xlsx"), number % 6 == 0 {
        bytes = mutator.mutate(bytes, tokens: subject.tokens, other: other)
      }
      let path = "\(folder)/\(subject.file)"
      try write(bytes, to: path)
      if try !measure(
        "input \(number), \(subject.file)", { path2 throws(AssayError) in try subject.read(path2) },
        path)
      {
        refused += 1
      }
    }
    let seconds = Watchdog.processorSeconds - start
    print(
      "\(inputs) inputs, \(refused) refused, \(Int(Double(inputs) / seconds)) a second,",
      "peak \(Watchdog.peakMegabytes) MB, seed \(seed)")
  }

  /// Inputs that are made to do harm: each must end in the error that names the harm.
  private mutating func hostile() throws(AssayError) {
    for attack in try Attack.all(in: folder) {
      let before = slowest
      slowest = (0, "")
      var message = "was read"
      _ = try measure(
        attack.name,
        { path throws(AssayError) in
          do throws(AssayError) {
            try attack.read(path)
          } catch {
            message = error.message
            throw error
          }
        }, attack.path)
      unlink(attack.path)
      guard message.contains(attack.answer) else {
        Self.fail("\(attack.name): \(message); expected: \(attack.answer)")
      }
      print("\(attack.name): \(slowest.what), peak \(Watchdog.peakMegabytes) MB: \(message)")
      if before.seconds > slowest.seconds { slowest = before }
    }
  }

  /// - Returns: whether the input was read to its end.
  private mutating func measure(
    _ what: String, _ read: (String) throws(AssayError) -> Void, _ path: String
  ) throws(AssayError) -> Bool {
    let start = Watchdog.start(what)
    var isRead = true
    do throws(AssayError) {
      try read(path)
    } catch {
      isRead = false
    }
    let seconds = Watchdog.processorSeconds - start
    Watchdog.stop()
    if seconds > slowest.seconds { slowest = (seconds, "\(what), \(Int(seconds * 1000)) ms") }
    return isRead
  }

  private func write(_ bytes: [UInt8], to path: String) throws(AssayError) {
    let file = try OpenFile(path, for: .update())
    try file.clear()
    try file.write(bytes)
  }

  static func fail(_ message: String) -> Never {
    print("FAILED: \(message)")
    exit(1)
  }
}
