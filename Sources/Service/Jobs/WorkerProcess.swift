// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CSpawn
import Platform

/// A process that does the work of one job. It has a process group of its own, so that a Ctrl-C
/// meant for the server does not reach it, and writes all it says to one file.
struct WorkerProcess: Sendable, Equatable {
  /// How a process ended.
  enum Ending: Sendable, Equatable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  let id: Int32
  /// When it started, in clock ticks since the boot: with the number, its identity.
  let start: Int

  /// Starts a command.
  /// - Parameters:
  ///   - output: gets what the command writes on both its outputs, at the end.
  ///   - environment: its variables, `NAME=VALUE`; the key is the server's business alone.
  ///   - isDetached: it is to outlive this process and its terminal.
  init(
    command: [String], output: String, environment: [String] = Environment.entries,
    isDetached: Bool = false
  ) throws(AssayError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Nothing else of this process: a worker that held the server's port would keep the next server
    // from it.
    assay_spawn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigfillset(&defaults)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &none)
    let group = isDetached ? Self.newSession : Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(
      &attributes, Int16(group | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var variables = environment.filter { !Self.isSecret($0) }.map { strdup($0) } + [nil]
    defer { for entry in variables { free(entry) } }
    var process: pid_t = 0
    let status = posix_spawn(
      &process, command[0], &actions, &attributes, &arguments, &variables)
    guard status == 0 else {
      throw AssayError(
        "cannot start a worker: \(SystemError(number: status).reason)",
        at: Location(file: command[0]))
    }
    // The server must answer while a job takes every core.
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(process), Self.niceness)
    id = process
    start = Self.startTime(of: process) ?? 0
  }

  /// The processes, whoever started them, one of whose arguments is a certain file.
  static func all(reading path: String) -> [WorkerProcess] {
    guard let file = FileStatus(path) else { return [] }
    let numbers = ((try? Files.names(in: "/proc")) ?? []).compactMap { Int32($0) }
    return numbers.compactMap { id in
      // The start is read first: of a number that is used again meanwhile it fits no process.
      guard let start = startTime(of: id),
        arguments(of: id).contains(where: { argument in
          // Two paths may lead to one file, and one path from two folders to two.
          let path = argument.hasPrefix("/") ? argument : "/proc/\(id)/cwd/\(argument)"
          let found = FileStatus(path)
          return found?.node == file.node && found?.device == file.device
        })
      else { return nil }
      return WorkerProcess(id: id, start: start)
    }
  }

  private init(id: Int32, start: Int) {
    self.id = id
    self.start = start
  }

  private static func arguments(of id: Int32) -> [String] {
    let bytes = (try? Files.read("/proc/\(id)/cmdline", limit: 1 << 16)) ?? []
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// How a child of this process ended; nil while it runs.
  func ending() -> Ending? {
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
  }

  /// Whether it still runs; works for processes of others too, but not for a child that ended and
  /// was not waited for.
  var isAlive: Bool { Self.startTime(of: id) == start }

  /// Sends a signal to the process and all it started.
  func send(_ signal: Int32) {
    kill(-id, signal)
  }

  /// Whether a variable holds a key of the server, `NAME=VALUE`.
  private static func isSecret(_ variable: String) -> Bool {
    ["ASSAY_API_KEY=", "ASSAY_ORGANIZATION_KEYS="].contains { variable.hasPrefix($0) }
  }

  private static let niceness: Int32 = 5
  /// POSIX_SPAWN_SETSID, which Swift does not import.
  private static let newSession: Int32 = 0x80

  /// The 22nd field of /proc/PID/stat; nil when there is no such process or it is a zombie.
  private static func startTime(of id: Int32) -> Int? {
    guard let text = try? Files.read("/proc/\(id)/stat", limit: 4096),
      let end = text.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = String(decoding: text[(end + 1)...], as: UTF8.self).split(separator: " ")
    guard fields.count > 19, fields[0] != "Z" else { return nil }
    return Int(fields[19])
  }
}
