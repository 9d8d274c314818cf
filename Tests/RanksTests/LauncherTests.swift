// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Ranks

@Suite struct LauncherTests {
  private static func find(_ variables: [String: String]) -> Launcher? {
    Launcher.find { variables[$0] }
  }

  @Test func launchersAreKnownByTheirVariables() {
    #expect(
      Self.find(["OMPI_COMM_WORLD_SIZE": "4"])
        == Launcher(variable: "OMPI_COMM_WORLD_SIZE", count: 4))
    #expect(Self.find(["PMI_SIZE": "2"]) == Launcher(variable: "PMI_SIZE", count: 2))
    let step = ["SLURM_NTASKS": "8", "SLURM_STEP_ID": "0", "SLURM_PROCID": "3"]
    #expect(Self.find(step) == Launcher(variable: "SLURM_NTASKS", count: 8))
  }

  @Test func aProcessThatWasStartedByHandHasNone() {
    #expect(Self.find([:]) == nil)
    #expect(Self.find(["OMPI_COMM_WORLD_SIZE": "many"]) == nil)
    // A shell on a node that Slurm gave, and a step of one task.
    #expect(Self.find(["SLURM_NTASKS": "8", "SLURM_PROCID": "0"]) == nil)
    #expect(
      Self.find(["SLURM_NTASKS": "1", "SLURM_STEP_ID": "0", "SLURM_PROCID": "0"]) == nil)
  }
}
