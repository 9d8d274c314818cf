// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Platform
import ServiceLifecycle
import UnixSignals

/// The whole service: HTTP server, job runner, models. It runs until the process gets SIGTERM or
/// SIGINT, then answers what it has begun and saves the state of a running job.
package struct AssayServer: Sendable {
  let configuration: ServiceConfiguration
  let store: Store
  let inspector: FileInspector
  let log: @Sendable (String) -> Void

  /// Opens the data folder.
  /// - Parameter log: takes the lines of the request log and of the job runner.
  package init(
    configuration: ServiceConfiguration, folder: DataFolder,
    log: @escaping @Sendable (String) -> Void
  ) throws(AssayError) {
    self.configuration = configuration
    self.log = log
    store = try Store(folder: folder)
    inspector = try FileInspector()
    // What was being received when an earlier server was killed is of no use.
    for name in (try? Files.names(in: folder.uploads)) ?? [] {
      Files.remove("\(folder.uploads)/\(name)")
    }
  }

  /// Serves until it is told to stop.
  /// - Parameter ready: is given the port once clients are answered.
  /// - Throws: `AssayError` when the address cannot be listened on.
  package func run(
    handlesSignals: Bool = true, ready: @escaping @Sendable (Int) async -> Void
  ) async throws(AssayError) {
    let application = makeApplication(ready: ready)
    var group = ServiceGroupConfiguration(
      services: [application],
      gracefulShutdownSignals: handlesSignals ? [.sigterm, .sigint] : [],
      logger: Self.quietLogger)
    group.maximumGracefulShutdownDuration = .seconds(15)
    do {
      try await ServiceGroup(configuration: group).run()
    } catch is CancellationError {
      return
    } catch is SocketAddressError.UnknownHost {
      throw AssayError(
        "cannot serve on \(configuration.host): no such host is known",
        remedy: "Give --host an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all")
    } catch {
      throw AssayError(
        "cannot serve on \(configuration.host):\(configuration.port): \(error)",
        remedy: "Choose another address with --host and --port")
    }
  }

  private func makeApplication(
    ready: @escaping @Sendable (Int) async -> Void
  ) -> Application<RouterResponder<APIContext>> {
    Application(
      router: makeRouter(),
      server: HTTPConnection.builder(idleSeconds: configuration.limits.idleSeconds),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), serverName: "assay",
        availableConnectionsDelegate: MaximumAvailableConnections(
          configuration.limits.connections)),
      services: [
        RunnerService(
          runner: JobRunner(store: store, configuration: configuration, log: log))
      ],
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) },
      logger: Self.quietLogger)
  }

  /// The libraries below say nothing: what matters is in the request log and in errors.
  private static var quietLogger: Logger {
    Logger(label: "assay", factory: { _ in SwiftLogNoOpLogHandler() })
  }
}

/// The job runner as a part of the server.
private struct RunnerService: Service {
  let runner: JobRunner

  func run() async throws {
    await cancelWhenGracefulShutdown { await runner.run() }
  }
}
