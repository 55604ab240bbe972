// Every dialect, every place, every split: what is flagged never comes out.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct StreamMaskingTests {
    /// A secret, and a text around it whose words never wait for long.
    private static func text(seed: UInt64) throws -> (text: String, secret: String) {
        let secret = try TestRules.token(seed: seed)
        return ("Use it: \(secret) — then go on.\n", secret)
    }

    private static func masked(_ text: String, _ guardrail: Guardrail, _ context: PolicyContext) -> String {
        var filter = TextFilter(guardrail: guardrail, context: context)
        var output = FilterOutput()
        filter.append(Array(text.utf8).span, to: &output)
        filter.finish(to: &output)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    /// What the pieces of a place are made of.
    private static func document(_ place: StreamPlace, _ text: String) -> String {
        place.isDocument ? StreamShape.arguments(text) : text
    }

    private static func filter(_ shape: StreamShape, _ bytes: [UInt8], chunk: Int, _ guardrail: Guardrail)
        -> FilterOutput
    {
        PayloadFilter(guardrail: guardrail, source: shape.answer).output(of: bytes, chunk: chunk)
    }

    private static func expectNoPart(of secret: String, in text: String, _ label: String) {
        let parts = Array(secret.utf8)
        for start in 4...(parts.count - 8) {
            let part = String(decoding: parts[start..<start + 8], as: UTF8.self)
            #expect(!text.contains(part), "\(label): eight characters from \(start)")
        }
    }

    @Test(arguments: StreamShape.all) func everySplitOfEveryPlace(shape: StreamShape) throws {
        let guardrail = try TestRules.guardrail()
        let (text, secret) = try Self.text(seed: 11)
        let expected = Self.masked(text, guardrail, PolicyContext(direction: .response))
        #expect(expected.contains("[REDACTED:"))
        for place in shape.places where place != .signedReasoning {
            let document = Self.document(place, text)
            let whole = Array(document.unicodeScalars.map { String($0) })
            for split in stride(from: 1, to: whole.count, by: place.isWhole ? whole.count : 1) {
                let pieces = [whole[..<split].joined(), whole[split...].joined()]
                let bytes = StreamWire.bytes(shape.events(place, pieces: pieces), shape)
                let output = Self.filter(shape, bytes, chunk: .max, guardrail)
                let label = "\(shape) \(place) split \(split)"
                let events = StreamWire.events(output.bytes, shape)
                #expect(events.count == shape.events(place, pieces: pieces).count, "\(label)")
                for event in events { Self.expectNoPart(of: secret, in: event.data, label) }
                var found = shape.text(of: place, in: events)
                if place.isDocument { found = StreamShape.value(inArguments: found) ?? "no document: \(found)" }
                #expect(found == expected, "\(label)")
            }
        }
    }

    @Test(arguments: StreamShape.all) func oneCharacterAtATimeInAnyChunks(shape: StreamShape) throws {
        let guardrail = try TestRules.guardrail()
        let (text, secret) = try Self.text(seed: 12)
        let expected = Self.masked(text, guardrail, PolicyContext(direction: .response))
        for place in shape.places where place != .signedReasoning {
            let pieces = Self.document(place, text).unicodeScalars.map { String($0) }
            for variant in StreamWire.Variant.all(of: shape) {
                let bytes = StreamWire.bytes(shape.events(place, pieces: pieces), shape, variant)
                var outputs: [FilterOutput] = []
                for chunk in [Int.max, 1, 7, 1_000] {
                    outputs.append(Self.filter(shape, bytes, chunk: chunk, guardrail))
                }
                let label = "\(shape) \(place) \(variant)"
                for output in outputs {
                    #expect(output.bytes == outputs[0].bytes, "\(label)")
                    #expect(output.findings.map(\.finding) == outputs[0].findings.map(\.finding), "\(label)")
                }
                let events = StreamWire.events(outputs[0].bytes, shape)
                for event in events { Self.expectNoPart(of: secret, in: event.data, label) }
                var found = shape.text(of: place, in: events)
                if place.isDocument { found = StreamShape.value(inArguments: found) ?? "no document: \(found)" }
                #expect(found == expected, "\(label)")
            }
        }
    }

    @Test(arguments: StreamShape.all) func cleanStreamsComeOutAsTheyCame(shape: StreamShape) throws {
        let guardrail = try TestRules.guardrail()
        for place in shape.places {
            let document = Self.document(place, "Nothing to see here, 1.0e+10 \u{1F600} \"quoted\".")
            let pieces = document.unicodeScalars.map { String($0) }
            for variant in StreamWire.Variant.all(of: shape) {
                let bytes = StreamWire.bytes(shape.events(place, pieces: pieces), shape, variant)
                let output = Self.filter(shape, bytes, chunk: 5, guardrail)
                #expect(output.bytes == bytes, "\(shape) \(place) \(variant)")
                #expect(output.findings.isEmpty, "\(shape) \(place) \(variant)")
            }
        }
    }

    @Test(arguments: StreamShape.all) func blockingEndsTheMessageBeforeTheSecret(shape: StreamShape) throws {
        let policy = Policy.uniform(action: .block, threshold: .medium)
        let guardrail = try TestRules.guardrail(policy: policy)
        let (text, secret) = try Self.text(seed: 13)
        for place in shape.places {
            let pieces = Self.document(place, text).unicodeScalars.map { String($0) }
            let bytes = StreamWire.bytes(shape.events(place, pieces: pieces), shape)
            let outputs = [Int.max, 3].map { Self.filter(shape, bytes, chunk: $0, guardrail) }
            let label = "\(shape) \(place)"
            #expect(outputs[0].bytes == outputs[1].bytes, "\(label)")
            #expect(outputs[0].blockedAt?.rule == "github-token", "\(label)")
            let events = StreamWire.events(outputs[0].bytes, shape)
            for event in events { Self.expectNoPart(of: secret, in: event.data, label) }
            #expect(events.contains { $0.data.contains("github-token") }, "\(label): the reason")
        }
    }

    /// What a signature covers goes out as it came, and is reported.
    @Test func signedTextIsReportedAndNotChanged() throws {
        let guardrail = try TestRules.guardrail()
        let (text, _) = try Self.text(seed: 14)
        var shapeCount = 0
        for shape in StreamShape.all where shape.places.contains(.signedReasoning) {
            shapeCount += 1
            let pieces = text.unicodeScalars.map { String($0) }
            let bytes = StreamWire.bytes(shape.events(.signedReasoning, pieces: pieces), shape)
            let output = Self.filter(shape, bytes, chunk: 100, guardrail)
            #expect(output.bytes == bytes, "\(shape)")
            #expect(output.findings.contains { $0.action == .log && $0.wouldBe == .mask }, "\(shape)")
        }
        #expect(shapeCount > 0)
    }
}
