// SPDX-License-Identifier: Apache-2.0

import Testing

/// Places in other buffers that are right, run backward or lead to nothing.
@Suite struct ArrowColumnTests {
  typealias Fields = ArrowParts.Fields
  typealias Kind = ArrowParts.Kind

  private static let number = ArrowParts.field("b", Kind.integer, facts: ArrowParts.int8)

  private func places(_ values: Int32...) -> [UInt8] { values.flatMap { littleEndian($0) } }

  /// What is read of a column of texts.
  private func texts(_ kind: UInt8, rows: Int, _ buffers: [UInt8]..., more: Fields = [:]) -> String
  {
    read(
      ArrowParts.field("a", kind),
      ArrowParts.batch(rows, [(Int64(rows), 0)], buffers: [[]] + buffers, more: more))
  }

  /// The values, or what is wrong with them.
  private func read(_ field: Fields, _ messages: [UInt8]...) -> String {
    let bytes = Array((([ArrowParts.schema(field)] + messages).joined()))
    if let fault = ArrowParts.fault(bytes) { return fault }
    let rows = (try? ArrowParts.rows(bytes)) ?? []
    return rows.map { String($0.dropFirst(#"{"a":"#.count).dropLast()) }.joined(separator: " ")
  }

  @Test func textsStandBetweenTheirPlaces() {
    let tooShort = "a buffer is too short for its values"
    let backward = "the column 'a' has a value that ends before it starts"
    let letters = Array("abc".utf8)
    #expect(texts(Kind.text, rows: 3, places(0, 1, 1, 3), letters) == #""a" "" "bc""#)
    #expect(texts(Kind.text, rows: 1, places(3, 3), letters) == #""""#)
    #expect(texts(Kind.text, rows: 1, places(0, 4), letters) == tooShort)
    #expect(texts(Kind.text, rows: 2, places(0, 1), letters) == tooShort)
    #expect(texts(Kind.text, rows: 1, places(2, 1), letters) == backward)
    #expect(texts(Kind.text, rows: 1, places(-1, 1), letters) == backward)
    let wide = littleEndian(Int64(1)) + littleEndian(Int64(3))
    #expect(texts(Kind.largeText, rows: 1, wide, letters) == #""bc""#)
    let far = littleEndian(Int64(0)) + littleEndian(Int64.max)
    #expect(texts(Kind.largeText, rows: 1, far, letters) == tooShort)
    #expect(
      texts(Kind.text, rows: 1, places(0, 1), [0xFF])
        == "the column 'a' holds a text that is not valid UTF-8")
  }

  @Test func shortTextsStandInTheirView() {
    let long = Array("thirteen long".utf8)
    func views(_ view: [UInt8], buffers: Int64 = 1) -> String {
      texts(Kind.textView, rows: 1, view, long, more: [4: .numbers([buffers])])
    }
    #expect(views(places(12) + Array("twelve bytes".utf8)) == #""twelve bytes""#)
    #expect(views(places(0, 0, 0, 0)) == #""""#)
    #expect(views(places(13, 0, 0, 0)) == #""thirteen long""#)
    #expect(views(places(13, 0, 0, 1)) == "a buffer is too short for its values")
    #expect(views(places(13, 0, 0, -1)) == "a buffer is too short for its values")
    #expect(views(places(-1, 0, 0, 0)) == "a buffer is too short for its values")
    #expect(views(places(13, 0)) == "a buffer is too short for its values")
    for buffer in [-1, 1] as [Int32] {
      #expect(
        views(places(13, 0, buffer, 0))
          == "the column 'a' has a value in a buffer that is not there")
    }
    #expect(views([], buffers: -1) == "a column of views has -1 buffers")
    #expect(views([], buffers: 4) == "a column of views has 4 buffers")
    #expect(views([], buffers: 3) == "a batch has too few buffers")
    #expect(
      texts(Kind.textView, rows: 1, places(0, 0, 0, 0))
        == "a batch does not say how many buffers its views have")
  }

  private func list(
    _ kind: UInt8, facts: Fields = [:], rows: Int64, _ buffers: [UInt8]...
  ) -> String {
    read(
      ArrowParts.field("a", kind, facts: facts, children: [Self.number]),
      ArrowParts.batch(
        Int(rows), [(rows, 0), (3, 0)], buffers: [[]] + buffers + [[], [7, 8, 9]]))
  }

  @Test func elementsOfListsAreThere() {
    let wrong = "the column 'a' has lists of elements that are not there"
    #expect(list(Kind.list, rows: 2, places(0, 1, 3)) == "[7] [8,9]")
    #expect(list(Kind.list, rows: 1, places(3, 3)) == "[]")
    for (start, end) in [(0, 4), (2, 1), (-1, 1)] as [(Int32, Int32)] {
      #expect(list(Kind.list, rows: 1, places(start, end)) == wrong)
    }
    #expect(list(Kind.listView, rows: 2, places(1, 0), places(2, 1)) == "[8,9] [7]")
    for (start, count) in [(3, 1), (0, -1), (-1, 1), (.max, .max)] as [(Int32, Int32)] {
      #expect(list(Kind.listView, rows: 1, places(start), places(count)) == wrong)
    }
    let three: Fields = [0: .number(Int32(3))]
    #expect(list(Kind.fixedList, facts: three, rows: 1) == "[7,8,9]")
    #expect(list(Kind.fixedList, facts: three, rows: 2) == wrong)
  }

  @Test func placesInADictionaryAreThere() {
    let outside = "the column 'a' points to what its dictionary does not have"
    let field = ArrowParts.field("a", Kind.text, more: ArrowParts.inDictionary(5))
    func read(_ places: [UInt8], nulls: [UInt8] = [], _ texts: [UInt8]...) -> String {
      let count = Int64(places.count)
      let batch = ArrowParts.batch(
        places.count, [(count, nulls.isEmpty ? 0 : 1)], buffers: [nulls, places])
      return self.read(field, Array(texts.joined()), batch)
    }
    let two = ArrowParts.dictionary(5, texts: ["x", "yz"])
    #expect(read([1, 0, 1], two) == #""yz" "x" "yz""#)
    #expect(read([0, 2], two) == outside && read([0xFF], two) == outside)
    #expect(read([1, 99], nulls: [0b01], two) == #""yz" null"#)
    #expect(read([0]) == outside)
    let more = ArrowParts.dictionary(5, texts: ["w"], isAddition: true)
    #expect(read([2, 1], two, more) == #""w" "yz""#)
    #expect(read([3], two, more) == outside)
    #expect(read([0], two, ArrowParts.dictionary(5, texts: ["w"])) == #""w""#)
    #expect(read([1], two, ArrowParts.dictionary(5, texts: ["w"])) == outside)
    #expect(
      read([0], ArrowParts.dictionary(6, texts: ["x"]))
        == "it has a dictionary that no column uses")
  }

  @Test func wideAndUnsignedPlaces() {
    let wide: Fields = [0: .number(Int32(64))]
    let field = ArrowParts.field("a", Kind.text, more: ArrowParts.inDictionary(5, places: wide))
    let batch = ArrowParts.batch(1, [(1, 0)], buffers: [[], littleEndian(UInt64.max)])
    #expect(
      read(field, ArrowParts.dictionary(5, texts: ["x"]), batch)
        == "the column 'a' points to what its dictionary does not have")
    // Without a type the places have 32 bits.
    let bare = ArrowParts.field("a", Kind.text, more: [4: .table([0: .number(Int64(5))])])
    let usual = ArrowParts.batch(1, [(1, 0)], buffers: [[], places(1)])
    #expect(read(bare, ArrowParts.dictionary(5, texts: ["x", "y"]), usual) == #""y""#)
  }

  /// A dictionary may hold places in itself; each message that says so stands on the one before.
  @Test func dictionariesOfDictionariesHaveAnEnd() {
    let inner = ArrowParts.field("b", Kind.text, more: ArrowParts.inDictionary(1))
    let field = ArrowParts.field(
      "a", Kind.list, children: [inner], more: ArrowParts.inDictionary(1))
    let table = ArrowParts.layout(1, [(1, 0), (0, 0)], buffers: [[], places(0, 0), [], []])
    let again = ArrowParts.message(2, [0: .number(Int64(1)), 1: .table(table)], body: places(0, 0))
    let batch = ArrowParts.batch(1, [(1, 0)], buffers: [[], [0]])
    func read(_ times: Int) -> String {
      self.read(field, Array(repeatElement(again, count: times).joined()), batch)
    }
    #expect(read(3) == "[]" && read(63) == "[]")
    #expect(read(64) == "its dictionaries are nested too deep")
  }

  @Test func membersOfUnionsAreThere() {
    let text = ArrowParts.field("c", Kind.text)
    func union(_ mode: Int16, _ ids: [UInt8], places: [UInt8]) -> String {
      let facts: Fields = [0: .number(mode), 1: .numbers([4, 9] as [Int32])]
      let field = ArrowParts.field(
        "a", Kind.union, facts: facts, children: [Self.number, text])
      let count = Int64(ids.count)
      let own = mode == 1 ? [ids, places] : [ids]
      return read(
        field,
        ArrowParts.batch(
          ids.count, [(count, 0), (2, 0), (2, 0)],
          buffers: own + [[], [7, 8], [], self.places(0, 1, 2), Array("xy".utf8)]))
    }
    #expect(union(0, [4, 9], places: []) == #"7 "y""#)
    #expect(union(1, [9, 4, 4], places: places(0, 1, 0)) == #""x" 8 7"#)
    #expect(union(0, [5], places: []) == "the column 'a' has a value of a type that is not there")
    for place in [-1, 2] as [Int32] {
      #expect(union(1, [4], places: places(place)) == "the column 'b' has too few values")
    }
    #expect(union(0, [4, 4, 4], places: []) == "the column 'b' has too few values")
  }

  @Test func runsEndBehindTheirLastRow() {
    let ends = ArrowParts.field("e", Kind.integer, facts: ArrowParts.int32)
    func runs(_ rows: Int64, _ last: [UInt8], ends: Fields = ends) -> String {
      read(
        ArrowParts.field("a", Kind.runs, children: [ends, Self.number]),
        ArrowParts.batch(
          Int(rows), [(rows, 0), (2, 0), (2, 0)], buffers: [[], last, [], [7, 8]]))
    }
    #expect(runs(4, places(1, 4)) == "7 8 8 8")
    #expect(runs(5, places(1, 4)) == "the column 'b' has too few values")
    #expect(runs(1, places(1)) == "a buffer is too short for its values")
    let float = ArrowParts.field("e", 3, facts: [0: .number(Int16(1))])
    #expect(runs(1, places(1, 4), ends: float) == "the column 'a' has runs without ends")
  }

  @Test func mapsHaveTextsForKeys() {
    let entry = ArrowParts.field("e", Kind.structure, children: [Self.number, Self.number])
    let batch = ArrowParts.batch(
      2, [(2, 0), (3, 0), (3, 0), (3, 0)],
      buffers: [[], places(0, 2, 3), [], [], [1, 2, 3], [], [7, 8, 9]])
    #expect(
      read(ArrowParts.field("a", Kind.map, children: [entry]), batch)
        == #"{"1":7,"2":8} {"3":9}"#)
  }
}
