// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct PreambleTests {
  @Test(
    arguments: [
      ("Export of 3 May\nprompt,completion\na,b\n", 2),
      ("Export of 3 May\nCreated by a tool\n\nprompt,completion\na,b\nc,d\n", 4),
      ("Export,,,\nfrom a tool,,,\nprompt,completion\na,b\n", 3),
      ("Export of,3 May\nid,Prompt,Completion\n1,a,b\n", 2),
      ("Report\n\ntext,label\ngood,yes\nbad,no\n", 3),
      ("Report\ttext\n\nid\tprompt\tcompletion\n1\ta\tb\n", 3),
      ("Export of, 3 May\nmade, by hand\nprompt;completion\na;b\nc;d\n", 3),
      ("Export, all\nid|prompt|completion\n1|a|c\n", 2),
      ("Export, all\nof May\nprompt;completion\na;b\n", 3),
      ("Title\nof,three,cells\n\nprompt,completion\na,b\n", 4),
      ("Title\nof\ttwo\nmore\tof\tit\nprompt\tcompletion\na\tb\nc\td\n", 4),
    ])
  func theLineOfTheHeaderIsNamed(_ text: String, _ line: Int) throws {
    for chunk in [1, 1 << 18] {
      let name = text.contains("\t") ? "in.tsv" : "in.csv"
      let error = try readingError(text, as: name, options: .tiny(chunk: chunk))
      #expect(error.message.hasPrefix("line \(line) looks like the header"), "\(error.message)")
      #expect(error.location?.line == line && error.code == .raggedRow)
      let isParted = text.contains(";") || text.contains("|")
      let way = isParted ? "tail -n +\(line)" : "Give --header-line \(line);"
      #expect(error.remedy?.contains(way) == true)
      if !isParted {
        var options = TableSource.Options.tiny(chunk: chunk)
        options.headerLine = line
        #expect(try ReadTable(text, as: name, options: options).lines[0] == line + 1)
      }
      // What the remedy says works.
      let rest = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(line - 1)
      #expect(try ReadTable(rest.joined(separator: "\n"), as: name).rows.count > 0)
    }
  }

  /// Rows are not called a preamble.
  @Test(arguments: [
    "prompt,completion\nHello, you, Hi\nBye, you, See you\n",
    "prompt,completion\na,b,c\nd,e,f\n", "text\nHello, you\nBye, you\n",
    "prompt,completion\na,b\nc,d,e\n",
  ])
  func rowsWithFaultsAreRows(_ text: String) throws {
    let error = try readingError(text, as: "in.csv")
    #expect(error.message.hasPrefix("the row has"))
  }

  /// Only where one column stands above several cells at once.
  @Test func aLineThatMayBeATitleIsAskedAbout() throws {
    let title = try readingError("text\nHello, you\nBye, you\n", as: "in.csv")
    #expect(title.remedy?.contains("a title and not the header") == true)
    for text in ["text\nHello\nBye, you\n", "a,b\nc,d,e\n"] {
      #expect(try readingError(text, as: "in.csv").remedy?.contains("title") == false)
    }
  }

  /// A quoted header that another separator parts than the titles above it seem to have.
  @Test(arguments: [";", "\t", "|"])
  func aSeparatorBehindAQuoteIsNamed(_ separator: String) throws {
    let rows = "\"prompt\"\(separator)\"completion\"\n\"a\"\(separator)\"b\"\n"
    for titles in ["Export\nof May\n", "Export, all\nof May\n"] {
      let error = try readingError(titles + rows, as: "in.csv")
      #expect(error.code == .faultyQuote && error.location?.line == 3)
      #expect(error.remedy?.contains("tail -n +3") == true, "\(error)")
    }
    #expect(try ReadTable(rows, as: "in.csv").rows == [["a", "b"]])
  }

  /// Quotes that open no cell are text, and another finding than a quote inside a text.
  @Test func aBlankBeforeAQuoteIsNoted() throws {
    let table = try ReadTable("prompt,completion\na, \"x\"\nb \"c\",y\n", as: "in.csv")
    #expect(table.rows == [["a", " \"x\""], ["b \"c\"", "y"]])
    #expect(table.notes(.blankBeforeQuote).map(\.rows) == [[0]])
    #expect(table.notes(.quoteInsideCell).map(\.rows) == [[1]])
    // Two quotes of a row are one row.
    #expect(table.notes(.quoteInsideCell)[0].rowCount == 1)
  }

  @Test func aBlankBeforeAQuoteIsNamed() throws {
    let text = "prompt, completion\n\"Hello, you\", \"Hi, me\"\n\"Bye, you\", \"See you, then\"\n"
    let error = try readingError(text, as: "in.csv")
    #expect(error.message.contains("a blank stands before a quote"))
    #expect(error.location?.line == 2 && error.remedy?.hasPrefix("Remove the blanks") == true)
    let rows = try ReadTable(text.replacing(", \"", with: ",\""), as: "in.csv").rows
    #expect(rows == [["Hello, you", "Hi, me"], ["Bye, you", "See you, then"]])
  }
}
