// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// Numbers, their signs and their filters. What is expected is what Jinja 3.1 writes.
@Suite struct NumberTests {
  @Test(
    arguments: [
      ("{{ 1 + 2 }}", "3"),
      ("{{ 1 - 2 - 3 }}", "-4"),
      ("{{ 2 * 3 + 4 }}", "10"),
      ("{{ 2 + 3 * 4 }}", "14"),
      ("{{ (2 + 3) * 4 }}", "20"),
      ("{{ 7 / 2 }}", "3.5"),
      ("{{ 4 / 2 }}", "2.0"),
      ("{{ 7 // 2 }}", "3"),
      ("{{ -7 // 2 }}", "-4"),
      ("{{ 7 // -2 }}", "-4"),
      ("{{ 7 % 3 }}", "1"),
      ("{{ -7 % 3 }}", "2"),
      ("{{ 7 % -3 }}", "-2"),
      ("{{ -7 % -3 }}", "-1"),
      ("{{ 7.5 // 2 }}", "3.0"),
      ("{{ 7.5 % 2 }}", "1.5"),
      ("{{ -7.5 % 2 }}", "0.5"),
      ("{{ 2 ** 3 }}", "8"),
      ("{{ 2 ** 3 ** 2 }}", "64"),
      ("{{ 2 ** -1 }}", "0.5"),
      ("{{ -2 ** 2 }}", "4"),
      ("{{ 2.0 ** 2 }}", "4.0"),
      ("{{ 1 + 1.5 }}", "2.5"),
      ("{{ 1.5 + 1.5 }}", "3.0"),
      ("{{ true + 1 }}", "2"),
      ("{{ true + true }}", "2"),
      ("{{ 0.1 + 0.2 }}", "0.30000000000000004"),
      ("{{ 1e3 }}", "1000.0"),
      ("{{ 1.5e-3 }}", "0.0015"),
      ("{{ 1_000 + 1 }}", "1001"),
      ("{{ 10 ** 15 }}", "1000000000000000"),
      ("{{ 1 - -1 }}", "2"),
      ("{{ - - 1 }}", "1"),
      ("{{ +1 }}", "1"),
      ("{{ -1.5 }}", "-1.5"),
      ("{{ +true }}", "1"),
      ("{{ 1 / 3 }}", "0.3333333333333333"),
      ("{{ 2 * 1.0 }}", "2.0"),
      ("{{ 6 // 2.0 }}", "3.0"),
      ("{{ 3 % 1.5 }}", "0.0"),
    ] as [(String, String)])
  func sums(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 2.5 | round }}", "2.0"),
      ("{{ 3.5 | round }}", "4.0"),
      ("{{ 2.567 | round(2) }}", "2.57"),
      ("{{ 2.1 | round(0, 'ceil') }}", "3.0"),
      ("{{ 2.9 | round(0, 'floor') }}", "2.0"),
      ("{{ 2.123 | round(2, 'ceil') }}", "2.13"),
      ("{{ -2.5 | round }}", "-2.0"),
      ("{{ -2.1 | round(method='floor') }}", "-3.0"),
      ("{{ 5 | round }}", "5"),
      ("{{ 1234 | round(-2) }}", "1200"),
      ("{{ 2.675 | round(2) }}", "2.67"),
      ("{{ 0.5 | round }}", "0.0"),
      ("{{ 1.5 | round }}", "2.0"),
      ("{{ 42.55 | round(1) }}", "42.5"),
    ] as [(String, String)])
  func roundedNumbers(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ '12' | int }}", "12"),
      ("{{ 'x' | int }}", "0"),
      ("{{ 'x' | int(5) }}", "5"),
      ("{{ 3.9 | int }}", "3"),
      ("{{ -3.9 | int }}", "-3"),
      ("{{ ' 7 ' | int }}", "7"),
      ("{{ '3.7' | int }}", "3"),
      ("{{ none | int }}", "0"),
      ("{{ none | int(2) }}", "2"),
      ("{{ '1e3' | int }}", "1000"),
      ("{{ '0x1A' | int(0, 16) }}", "26"),
      ("{{ 'ff' | int(base=16) }}", "255"),
      ("{{ '101' | int(0, 2) }}", "5"),
      ("{{ true | int }}", "1"),
      ("{{ '3.5' | float }}", "3.5"),
      ("{{ 'x' | float }}", "0.0"),
      ("{{ 'x' | float(1.5) }}", "1.5"),
      ("{{ 3 | float }}", "3.0"),
      ("{{ '1e2' | float }}", "100.0"),
      ("{{ none | float }}", "0.0"),
      ("{{ '-2' | int }}", "-2"),
      ("{{ '' | int }}", "0"),
      ("{{ '1_000' | int }}", "1000"),
      ("{{ [] | int(3) }}", "3"),
    ] as [(String, String)])
  func numbersAreRead(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ -3 | abs }}", "3"),
      ("{{ 3.5 | abs }}", "3.5"),
      ("{{ -0.0 | abs }}", "0.0"),
      ("{{ true | abs }}", "1"),
      ("{{ 0 | abs }}", "0"),
      ("{{ -1 | abs + 1 }}", "2"),
    ] as [(String, String)])
  func sizesOfNumbers(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 1.0 }}", "1.0"),
      ("{{ 0.1 }}", "0.1"),
      ("{{ 1e20 }}", "1e+20"),
      ("{{ 1e16 }}", "1e+16"),
      ("{{ 1e15 }}", "1000000000000000.0"),
      ("{{ 123456789.0 }}", "123456789.0"),
      ("{{ 1e-5 }}", "1e-05"),
      ("{{ 0.0001 }}", "0.0001"),
      ("{{ 1.5e300 }}", "1.5e+300"),
      ("{{ -0.0 }}", "-0.0"),
      ("{{ 100000000000000000.0 }}", "1e+17"),
      ("{{ 1e22 }}", "1e+22"),
      ("{{ 3.0e0 }}", "3.0"),
      ("{{ 12345678901234567 }}", "12345678901234567"),
      ("{{ 2.50 }}", "2.5"),
      ("{{ 1e100 }}", "1e+100"),
    ] as [(String, String)])
  func numbersAreWritten(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 1 < 2 }}", "True"),
      ("{{ 2 < 1 }}", "False"),
      ("{{ 1 <= 1 }}", "True"),
      ("{{ 1 < 1 }}", "False"),
      ("{{ 1 >= 1 }}", "True"),
      ("{{ 1 > 1 }}", "False"),
      ("{{ 1 == 1.0 }}", "True"),
      ("{{ 1 != 1.0 }}", "False"),
      ("{{ true == 1 }}", "True"),
      ("{{ false == 0 }}", "True"),
      ("{{ 1 < 2 < 3 }}", "True"),
      ("{{ 1 < 3 < 2 }}", "False"),
      ("{{ 3 > 2 > 1 }}", "True"),
      ("{{ 1 < 2 > 1 }}", "True"),
      ("{{ 1 == 1 == 1 }}", "True"),
      ("{{ '1' == 1 }}", "False"),
      ("{{ none == 0 }}", "False"),
      ("{{ 1.5 > 1 }}", "True"),
      ("{{ true > false }}", "True"),
      ("{{ 1 < 1.5 }}", "True"),
    ] as [(String, String)])
  func numbersAreCompared(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
