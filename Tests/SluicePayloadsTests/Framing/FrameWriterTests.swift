// Events of our own in streams of every framing.

import SluicePayloads
import Testing

struct FrameWriterTests {
    /// What comes out if `text` is sent on and then events and the closing bytes are added.
    private func written(_ framing: Framing, after text: String, _ events: [OutgoingEvent]) -> String {
        var writer = FrameWriter(framing)
        var result: [UInt8] = []
        for frame in FramingProbe.frames(framing, Array(text.utf8)) {
            writer.sent(frame, as: frame.raw)
            result += frame.raw
        }
        for event in events { result += writer.bytes(of: event) }
        return String(decoding: result + writer.closing(), as: UTF8.self)
    }

    @Test(arguments: [
        ("", "event: error\ndata: {}\n\n"),
        ("data: a\n\n", "data: a\n\nevent: error\ndata: {}\n\n"),
        ("data: a\r\n\r\n", "data: a\r\n\r\nevent: error\r\ndata: {}\r\n\r\n"),
        ("data: a\r\r", "data: a\r\revent: error\rdata: {}\r\r"),
        ("data: a\r\n", "data: a\r\n\r\nevent: error\r\ndata: {}\r\n\r\n"),
        ("data: a\n", "data: a\n\nevent: error\ndata: {}\n\n"),
        ("data: a", "data: a\n\nevent: error\ndata: {}\n\n"),
        (": hi\n\n", ": hi\n\nevent: error\ndata: {}\n\n"),
        ("\n", "\nevent: error\ndata: {}\n\n"),
    ])
    func events(_ text: String, _ expected: String) {
        #expect(written(.sse, after: text, [OutgoingEvent(name: "error", data: "{}")]) == expected)
    }

    @Test func namesAndDataOfSeveralLines() {
        let event = OutgoingEvent(name: "a\nb", data: "1\r\n2\n\n3\r")
        #expect(
            written(.sse, after: "", [event]) == "event: a\ndata: 1\ndata: 2\ndata: \ndata: 3\ndata: \n\n"
        )
        #expect(written(.sse, after: "", [OutgoingEvent(data: "[DONE]")]) == "data: [DONE]\n\n")
        #expect(written(.lines, after: "", [OutgoingEvent(data: "{\n}")]) == "{ }\n")
    }

    @Test(arguments: [
        ("", "{}\n{}\n"), ("1\n", "1\n{}\n{}\n"), ("1\r\n", "1\r\n{}\r\n{}\r\n"), ("1", "1\n{}\n{}\n"),
    ])
    func lines(_ text: String, _ expected: String) {
        #expect(written(.lines, after: text, [OutgoingEvent(data: "{}"), OutgoingEvent(data: "{}")]) == expected)
    }

    @Test(arguments: [
        ("", "[{},\r\n{}]", "[]"), ("[1", "[1,\r\n{},\r\n{}]", "[1]"), ("[1]", "[1]", "[1]"),
        ("[", "[{},\r\n{}]", "[]"),
        ("[1,", "[1,{},\r\n{}]", "[1,]"), ("{}", "{}", "{}"), ("[]\n", "[]\n", "[]\n"),
        ("[\"a,\"", "[\"a,\",\r\n{},\r\n{}]", "[\"a,\"]"), ("[[1]", "[[1],\r\n{},\r\n{}]", "[[1]]"),
    ])
    func arrays(_ text: String, _ expected: String, _ closedOnly: String) {
        #expect(written(.array, after: text, [OutgoingEvent(data: "{}"), OutgoingEvent(data: "{}")]) == expected)
        if text != "[" { #expect(written(.array, after: text, []) == closedOnly) }
    }

    @Test func messages() {
        let payload = #"{"message":"no"}"#
        func found(_ event: OutgoingEvent, isWrapped: Bool = false) -> Frame? {
            var writer = FrameWriter(.eventStream, isWrapped: isWrapped)
            let frames = FramingProbe.frames(.eventStream, writer.bytes(of: event) + writer.closing())
            return frames.count == 1 ? frames.first : nil
        }
        var writer = FrameWriter(.eventStream)
        #expect(
            writer.bytes(of: OutgoingEvent(name: "validationException", data: payload, isError: true))
                == BinaryMessage.message(
                    [
                        (":exception-type", "validationException"), (":content-type", "application/json"),
                        (":message-type", "exception"),
                    ],
                    payload: Array(payload.utf8)
                )
        )
        #expect(found(OutgoingEvent(data: payload, isError: true))?.name == "modelStreamErrorException")
        #expect(found(OutgoingEvent(name: "messageStop", data: payload))?.name == "messageStop")
        for (event, isWrapped) in [
            (OutgoingEvent(name: "chunk", data: payload), false), (OutgoingEvent(data: payload), true),
        ] {
            let frame = found(event, isWrapped: isWrapped)
            #expect(frame?.name == "chunk")
            #expect(frame?.text == payload)
            guard case .wrapped = frame?.encoding else {
                Issue.record("not wrapped")
                continue
            }
            // A writer that has seen a wrapped event wraps its own, but no exception.
            var after = FrameWriter(.eventStream)
            if let frame { after.sent(frame, as: frame.raw) }
            let sent = after.bytes(of: OutgoingEvent(name: "message_stop", data: payload))
            #expect(FramingProbe.frames(.eventStream, sent).map(\.name) == ["chunk"])
            let error = after.bytes(of: OutgoingEvent(name: "x", data: payload, isError: true))
            #expect(FramingProbe.frames(.eventStream, error).first?.encoding != frame?.encoding)
            #expect(FramingProbe.frames(.eventStream, error).map(\.text) == [payload])
        }
    }
}
