// Paths in reports.

import SluicePayloads
import Testing

struct ReportedPathTests {
    @Test(arguments: [
        ("$", "$"), ("messages[2].content", "messages[2].content"), ("body|choices[0].text", "body|choices[0].text"),
        (#"a["x y"].b"#, "a[…].b"), (#"["q\"]\\"]"#, "[…]"), ("headers.x-api-key", "headers.x-api-key"),
        ("content_block_delta:delta.text", "content_block_delta:delta.text"),
        ("m.abcdefghijklmnop0123456789.z", "m.….z"), ("m.4111111111111", "m.…"), (#"["open"#, "[…]"),
    ]) func namesThatCouldBeMoreAreNotShown(path: String, shown: String) {
        #expect(ReportedPath.text(path) == shown)
    }
}
