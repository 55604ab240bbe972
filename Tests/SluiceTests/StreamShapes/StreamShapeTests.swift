// Shapes say what was put into them, and dialects see it.

import SluicePayloads
import Testing

struct StreamShapeTests {
    private static let text = "Use \"it\" \\ naïve 🔑\nTOKEN=abcdefghijklmnop now"

    /// The pieces of `text` that are `count` characters long.
    private static func pieces(_ text: String, _ count: Int) -> [String] {
        let characters = Array(text)
        return stride(from: 0, to: characters.count, by: count).map {
            String(characters[$0..<min($0 + count, characters.count)])
        }
    }

    private static func source(_ place: StreamPlace) -> String {
        place.isDocument ? StreamShape.arguments(text) : text
    }

    @Test(arguments: StreamShape.all)
    func whatIsPutInIsRead(_ shape: StreamShape) {
        for place in shape.places {
            let source = Self.source(place)
            for count in [1, 3, 7, 1000] {
                let events = shape.events(place, pieces: Self.pieces(source, count))
                #expect(shape.text(of: place, in: events) == source, "\(shape) \(place) by \(count)")
            }
            if place.isDocument { #expect(StreamShape.value(inArguments: source) == Self.text) }
        }
    }

    /// Every piece is planned as one of a lane, so that the lane's text is what was put in.
    @Test(arguments: StreamShape.all)
    func dialectsSeeThePieces(_ shape: StreamShape) throws {
        for place in shape.places {
            let source = Self.source(place)
            for count in [3, 1000] {
                let pieces = Self.pieces(source, count)
                var dialect = DialectRegistry.dialect(shape.dialect)
                var lanes: [LaneID: String] = [:]
                var wholes: [String] = []
                var ended: Set<LaneID> = []
                for event in shape.events(place, pieces: pieces) where event.data != "[DONE]" {
                    let json = try #require(JSONTree(Array(event.data.utf8)), "\(event.data)")
                    var plan = EventPlan()
                    dialect.plan(StreamEvent(name: event.name, json: json), into: &plan)
                    json.forEachString(dialect.fieldsInForce) { node, treatment in
                        let text = Value(json.raw(node) ?? "").text
                        switch plan.uses[node] {
                        case .delta(let lane, _), .unknown(let lane):
                            #expect(!ended.contains(lane), "\(shape) \(place): \(lane.path) goes on after its end")
                            lanes[lane, default: ""] += text
                        case .whole, .snapshot: wholes.append(text)
                        case .keep: break
                        case nil: if treatment == .text { wholes.append(text) }
                        }
                    }
                    for node in plan.documents.map(\.node) {
                        json.forEachValue(.everything) { inner, _ in
                            guard json.kind(inner) == .string, json.range(node).contains(json.range(inner).lowerBound)
                            else { return }
                            wholes.append(Value(json.raw(inner) ?? "").text)
                        }
                    }
                    ended.formUnion(plan.endedLanes)
                }
                let isSeen = lanes.values.contains { $0.hasSuffix(source) } || wholes.contains(source)
                #expect(isSeen, "\(shape) \(place) by \(count): \(lanes)")
                if place == .repeated || place == .repeatedArguments {
                    #expect(wholes.contains(source), "\(shape) \(place)")
                }
            }
        }
    }

    @Test(arguments: StreamShape.all)
    func theFirstEventTellsTheDialect(_ shape: StreamShape) throws {
        let first = try #require(shape.events(shape.places[0], pieces: ["a", "b"]).first)
        let json = try #require(JSONTree(Array(first.data.utf8)))
        let found = DialectRegistry.dialect(event: StreamEvent(name: first.name, json: json))
        #expect((found ?? .unknown) == shape.dialect, "\(shape)")
        if !shape.path.isEmpty { #expect(DialectRegistry.dialect(path: shape.path) == shape.dialect) }
    }
}
