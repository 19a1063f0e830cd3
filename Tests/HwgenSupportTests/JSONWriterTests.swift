import HwgenSupport
import Testing

/// JSON with its commas, lines and escapes.
@Suite struct JSONWriterTests {
  @Test("objects and arrays stand on lines of their own, or on one")
  func layout() {
    let text = JSONWriter.text { json in
      json.beginObject()
      json.member("a", "x")
      json.name("b")
      json.beginArray()
      json.value(1)
      json.beginObject(inline: true)
      json.member("c", true)
      json.name("d")
      json.beginArray()
      json.value(-2)
      json.value(false)
      json.end()
      json.end()
      json.end()
      json.name("e")
      json.beginArray()
      json.end()
      json.name("f")
      json.beginObject(inline: true)
      json.end()
      json.end()
    }
    #expect(
      text == """
        {
          "a": "x",
          "b": [
            1,
            {"c": true, "d": [-2, false]}
          ],
          "e": [],
          "f": {}
        }

        """)
  }

  @Test("what JSON does not take is escaped")
  func escapes() {
    let text = JSONWriter.text { $0.value("\"\\\n\t\u{1}\u{1f}\u{7f}é\u{1F600}/") }
    #expect(text == "\"\\\"\\\\\\n\\t\\u0001\\u001f\u{7f}é\u{1F600}/\"\n")
  }
}
