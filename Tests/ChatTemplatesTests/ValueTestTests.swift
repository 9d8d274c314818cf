// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// The tests behind `is`. What is expected is what Jinja 3.1 writes.
@Suite struct ValueTestTests {
  @Test(
    arguments: [
      ("{{ 5 is number }}", "True"),
      ("{{ 5.0 is number }}", "True"),
      ("{{ '5' is number }}", "False"),
      ("{{ true is number }}", "True"),
      ("{{ 5 is integer }}", "True"),
      ("{{ 5.0 is integer }}", "False"),
      ("{{ true is integer }}", "False"),
      ("{{ 5.0 is float }}", "True"),
      ("{{ 5 is float }}", "False"),
      ("{{ true is boolean }}", "True"),
      ("{{ 1 is boolean }}", "False"),
      ("{{ 'a' is string }}", "True"),
      ("{{ 1 is string }}", "False"),
      ("{{ [] is sequence }}", "True"),
      ("{{ 'a' is sequence }}", "True"),
      ("{{ 5 is sequence }}", "False"),
      ("{{ {} is sequence }}", "True"),
      ("{{ (1,) is sequence }}", "True"),
      ("{{ {} is mapping }}", "True"),
      ("{{ [] is mapping }}", "False"),
      ("{{ [] is iterable }}", "True"),
      ("{{ 'a' is iterable }}", "True"),
      ("{{ 5 is iterable }}", "False"),
      ("{{ {} is iterable }}", "True"),
      ("{{ none is none }}", "True"),
      ("{{ 0 is none }}", "False"),
      ("{{ missing is none }}", "False"),
      ("{{ range is callable }}", "True"),
      ("{{ 5 is callable }}", "False"),
      ("{{ true is true }}", "True"),
      ("{{ 1 is true }}", "False"),
      ("{{ false is false }}", "True"),
      ("{{ 0 is false }}", "False"),
    ] as [(String, String)])
  func kindsOfValues(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ missing is defined }}", "False"),
      ("{{ missing is undefined }}", "True"),
      ("{{ messages is defined }}", "True"),
      ("{{ none is defined }}", "True"),
      ("{{ none is undefined }}", "False"),
      ("{{ messages[0].role is defined }}", "True"),
      ("{{ messages[0].name is defined }}", "False"),
      ("{{ messages[5] is defined }}", "False"),
      ("{{ '' is defined }}", "True"),
    ] as [(String, String)])
  func definedValues(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 4 is even }}", "True"),
      ("{{ 3 is even }}", "False"),
      ("{{ 3 is odd }}", "True"),
      ("{{ 4 is odd }}", "False"),
      ("{{ 0 is even }}", "True"),
      ("{{ -1 is odd }}", "True"),
      ("{{ 4 is divisibleby 2 }}", "True"),
      ("{{ 5 is divisibleby(2) }}", "False"),
      ("{{ 9 is divisibleby 3 }}", "True"),
      ("{{ 3 is gt 2 }}", "True"),
      ("{{ 3 is lt 2 }}", "False"),
      ("{{ 3 is ge 3 }}", "True"),
      ("{{ 3 is le 2 }}", "False"),
      ("{{ 3 is eq 3 }}", "True"),
      ("{{ 3 is ne 3 }}", "False"),
      ("{{ 3 is equalto 3 }}", "True"),
      ("{{ 3 is greaterthan 2 }}", "True"),
      ("{{ 3 is lessthan 2 }}", "False"),
      ("{{ 3 is sameas 3 }}", "True"),
      ("{{ none is sameas none }}", "True"),
    ] as [(String, String)])
  func numbersAreTested(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 'abc' is lower }}", "True"),
      ("{{ 'aBc' is lower }}", "False"),
      ("{{ 'ABC' is upper }}", "True"),
      ("{{ 'Abc' is upper }}", "False"),
      ("{{ '' is upper }}", "False"),
      ("{{ 'a' is in 'abc' }}", "True"),
      ("{{ 'x' is in 'abc' }}", "False"),
      ("{{ 1 is in [1] }}", "True"),
      ("{{ 'a' is in {'a': 1} }}", "True"),
      ("{{ 'a' is not in 'bc' }}", "True"),
      ("{{ '<' | e is escaped }}", "True"),
      ("{{ '<' is escaped }}", "False"),
    ] as [(String, String)])
  func textsAreTested(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ 3 is odd and 4 is even }}", "True"),
      ("{{ 3 is not odd }}", "False"),
      ("{{ not 3 is odd }}", "False"),
      ("{{ 3 is odd or 1/0 }}", "True"),
      ("{{ 3 is not even and 2 is not odd }}", "True"),
      ("{{ 4 is divisibleby 2 and 6 is divisibleby 3 }}", "True"),
      ("{{ (5 is number) is boolean }}", "True"),
      ("{{ ('a' is string) ~ 'b' }}", "Trueb"),
      ("{{ (3 is odd) == true }}", "True"),
    ] as [(String, String)])
  func testsAreJoined(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
