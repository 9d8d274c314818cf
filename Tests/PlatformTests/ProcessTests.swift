// SPDX-License-Identifier: Apache-2.0

import Foundation
import Platform
import Testing

@Suite struct EnvironmentTests {
  @Test func anEmptyVariableIsNone() {
    setenv("ASSAY_TEST_EMPTY", "", 1)
    setenv("ASSAY_TEST_FULL", "ä b", 1)
    #expect(Environment["ASSAY_TEST_EMPTY"] == nil)
    #expect(Environment["ASSAY_TEST_FULL"] == "ä b")
    #expect(Environment["ASSAY_TEST_MISSING"] == nil)
  }
}

@Suite struct MachineTests {
  @Test func knowsItself() throws {
    #expect(Machine.processID == ProcessInfo.processInfo.processIdentifier)
    #expect(Machine.coreCount == ProcessInfo.processInfo.activeProcessorCount)
    #expect(!Machine.hostName.isEmpty && !Machine.hostName.contains("/"))
    let program = try #require(Machine.program)
    #expect(Files.isFile(program) && program.hasPrefix("/"))
  }

  @Test func memoryIsSomeOfWhatThereIs() throws {
    let available = try #require(Machine.availableMemory)
    #expect(available > 1 << 20)
    #expect(available <= Int(ProcessInfo.processInfo.physicalMemory))
  }
}

@Suite struct WallClockTests {
  @Test func momentsAsPeopleReadThem() {
    #expect(WallClock.text(0, in: .utc) == "1970-01-01 00:00:00")
    #expect(WallClock.text(1_795_783_466, in: .utc) == "2026-11-27 12:44:26")
    #expect(WallClock.text(951_782_400, in: .utc) == "2000-02-29 00:00:00")
    #expect(WallClock.parts(of: -1, in: .utc) == ["1969", "12", "31", "23", "59", "59"])
    var time = time_t(1_000_000_000)
    var parts = tm()
    localtime_r(&time, &parts)
    #expect(Int(WallClock.parts(of: 1_000_000_000, in: .local)[3]) == Int(parts.tm_hour))
  }

  @Test func itGoesOn() {
    let before = WallClock.seconds
    let start = ContinuousClock.now
    WallClock.sleep(.milliseconds(30))
    #expect(start.duration(to: .now) >= .milliseconds(30))
    #expect(WallClock.seconds >= before + 0.025)
    let earlier = Int(Date().timeIntervalSince1970)
    let now = WallClock.now
    // The whole seconds come from a coarser clock.
    #expect((earlier - 1...Int(Date().timeIntervalSince1970)).contains(now))
  }
}

@Suite struct StandardStreamTests {
  @Test func writesAndSaysWhatFailed() throws {
    // Standard output of a test run is a pipe or a file.
    #expect(StandardStream.error.write([UInt8]()) == nil)
    #expect(SystemError(number: EPIPE).isBrokenPipe)
    #expect(!SystemError(number: EIO).isBrokenPipe)
    if !StandardStream.output.isTerminal { #expect(StandardStream.output.columns == nil) }
  }
}
