// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform
import Testing

@testable import Sweep

/// What is drawn from values and from ranges.
@Suite struct SearchDimensionTests {
  private func draws(_ text: String) throws -> [JSONValue] {
    let dimension = try SearchDimension(text)
    var generator = SeededGenerator(seed: 7)
    var drawn: [JSONValue] = []
    for _ in 0..<200 { drawn.append(dimension.draw(&generator)) }
    return drawn
  }

  @Test func valuesAreThoseOfTheList() throws {
    let sizes = try draws("batch-size=4,8,16").compactMap(\.integer)
    #expect(sizes.count == 200 && Set(sizes) == [4, 8, 16])
    let schedules = try draws("schedule=linear,cosine").compactMap(\.string)
    #expect(Set(schedules) == ["linear", "cosine"])
  }

  @Test func recordsNameThem() throws {
    #expect(try SearchDimension("batch-size=4").name == "batch_size")
  }

  /// Amounts alone would put a tenth of them into the lower order of magnitude.
  @Test func ratesAreDrawnByTheirMagnitude() throws {
    let rates = try draws("learning_rate=1e-5..1e-3").compactMap(\.double)
    #expect(rates.count == 200 && rates.allSatisfy { $0 > 0.99e-5 && $0 < 1.01e-3 })
    let low = rates.count { $0 < 1e-4 }
    #expect((70...130).contains(low), "\(low)")
  }

  @Test func amountsOfOneSizeAreAsLikely() throws {
    let shares = try draws("dropout=0.1..0.3").compactMap(\.double)
    let mean = shares.reduce(0, +) / 200
    #expect(shares.allSatisfy { $0 > 0.09 && $0 < 0.31 } && abs(mean - 0.2) < 0.02, "\(mean)")
  }

  @Test func wholeNumbersStayWhole() throws {
    let epochs = try draws("epochs=2..5").compactMap(\.integer)
    #expect(epochs.count == 200 && Set(epochs) == [2, 3, 4, 5])
  }
}
