// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import ServiceStore
import Testing

@testable import Service

@Suite struct StatusRoutesTests {
  @Test func whoCanReadTheStoreIsHealthy() async throws {
    #expect(try await TestService().send(.get, "/health").json == ["status": "ok"])
  }

  @Test func jobsAreGauges() async throws {
    let service = try TestService()
    for index in 0..<3 {
      let job = try await service.store.enqueue(
        JobRecord(
          id: Identifier.mint(.fineTune), model: "ada", createdAt: index, settings: JobSettings(),
          organization: "x", trainingFile: "file-t", validationFile: nil))
      guard index == 0 else { continue }
      try await service.store.change(job.id, from: [.pending]) { $0.status = .running }
    }
    let reply = try await service.send(.get, "/metrics")
    #expect(reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(reply.text.contains("\nassay_jobs_pending 2\n"))
    #expect(reply.text.contains("\nassay_jobs_running 1\n"))
    #expect(reply.text.contains("\nassay_completions_queued 0\n"))
    #expect(reply.text.contains("\nassay_models_loaded 0\n"))
  }

  @Test func thePageNeedsNothingFromElsewhere() async throws {
    let reply = try await TestService().send(.get, "/")
    #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
    #expect(reply.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
    #expect(reply.text.hasPrefix("<!doctype html>") || reply.text.hasPrefix("<!DOCTYPE html>"))
    #expect(reply.text.firstMatch(of: /\/\*[a-z]+\.(css|js)\*\//) == nil)
  }
}
