// SPDX-License-Identifier: Apache-2.0

import CExpat

/// Carries the calls of the C parser to the methods that a subclass overrides.
class XMLBridge {
  typealias Attributes = UnsafeMutablePointer<UnsafePointer<XML_Char>?>

  var maximumDepth = Int.max
  /// Why the document is not read on.
  private(set) var refusal: String?
  private var depth = 0
  private var parser: XML_Parser?

  func start(_ element: XMLElement) {}
  func end(_ element: XMLElement) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  /// Whether to stop reading here.
  var isDone: Bool { false }

  /// The bridge must live as long as the parser is used.
  func attach(to parser: XML_Parser) {
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { XMLBridge.from($0)?.startElement($1, $2) }, { XMLBridge.from($0)?.endElement($1) })
    XML_SetCharacterDataHandler(parser) { XMLBridge.from($0)?.characters($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLBridge.from(data)?.refuse("it declares a document type, as no workbook does")
    }
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLBridge? {
    data.map { Unmanaged<XMLBridge>.fromOpaque($0).takeUnretainedValue() }
  }

  private func startElement(_ name: UnsafePointer<XML_Char>?, _ attributes: Attributes?) {
    depth += 1
    if depth > maximumDepth { refuse("its elements are nested too deeply") }
    guard let name, refusal == nil else { return }
    start(XMLElement(name: name, attributes: attributes))
  }

  private func endElement(_ name: UnsafePointer<XML_Char>?) {
    depth -= 1
    guard let name, refusal == nil else { return }
    end(XMLElement(name: name))
    // Here alone: to ask behind each start and text too would take longer than to go on to the end.
    if isDone { XML_StopParser(parser, 0) }
  }

  private func characters(_ start: UnsafePointer<XML_Char>?, _ count: Int32) {
    guard let start, refusal == nil else { return }
    start.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
      text(UnsafeBufferPointer(start: $0, count: Int(count)))
    }
  }

  private func refuse(_ reason: String) {
    refusal = refusal ?? reason
    XML_StopParser(parser, 0)
  }
}
