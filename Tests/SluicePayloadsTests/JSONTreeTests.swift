// Trees of events' documents.

import SluicePayloads
import Testing

struct JSONTreeTests {
    @Test func membersElementsAndPaths() throws {
        let text = #"{"a":[1,{"b":"x\"y"},null],"c d":{"e":-1.5e3},"a2":true}"#
        let tree = try #require(JSONTree(Array(text.utf8)))
        let list = try #require(tree.member("a", of: tree.root))
        let elements = Array(tree.elements(of: list))
        #expect(elements.count == 3)
        #expect(tree.integer(elements[0]) == 1)
        #expect(!tree.isPresent(elements[2]))
        let inner = try #require(tree.member("b", of: elements[1]))
        #expect(tree.string(inner) == #"x"y"#)
        #expect(tree.isString(inner, "x\"y") && !tree.isString(inner, "xy"))
        #expect(tree.path(of: inner) == "a[1].b")
        #expect(tree.raw(tree.member("c d", "e", of: tree.root)) == "-1.5e3")
        #expect(tree.raw(list) == #"[1,{"b":"x\"y"},null]"#)
        #expect(tree.member("b", of: tree.root) == nil)
    }

    @Test(arguments: ["", "{", "{\"a\"}", "{\"a\":1,,}", "[,]", "[1 2]", "nul", "\"a", "{} {}", "data", "[DONE]"])
    func refusesWhatIsNoDocument(_ text: String) {
        #expect(JSONTree(Array(text.utf8)) == nil)
    }

    @Test func takesWhatLenientWritersWrite() throws {
        let text = #"{"a":NaN,"b":[Infinity,-Infinity,],"c":007,"d":"e",}"#
        let tree = try #require(JSONTree(Array(text.utf8)))
        #expect(tree.raw(tree.member("a", of: tree.root)) == "NaN" && tree.isPresent(tree.member("a", of: tree.root)))
        #expect(tree.elements(of: tree.member("b", of: tree.root)).map { tree.raw($0) } == ["Infinity", "-Infinity"])
        #expect(tree.string(tree.member("d", of: tree.root)) == "e")
        #expect(JSONTree(Array("[Nan]".utf8)) == nil && JSONTree(Array("[Infinit]".utf8)) == nil)
    }

    @Test func refusesWhatIsTooDeepOrHasTooManyValues() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
        }
        #expect(JSONTree(nested(JSONTree.deepest)) != nil && JSONTree(nested(JSONTree.deepest + 1)) == nil)
        #expect(JSONTree(event: nested(JSONReader.deepestNesting)) != nil)
        #expect(JSONTree(event: nested(JSONReader.deepestNesting + 1)) == nil)
        func list(_ values: Int) -> [UInt8] {
            Array("[1".utf8) + Array(repeatElement(Array(",1".utf8), count: values - 2).joined()) + Array("]".utf8)
        }
        #expect(JSONTree(list(JSONTree.mostValues)) != nil)
        #expect(JSONTree(list(JSONTree.mostValues + 1)) == nil)
    }

    /// What lies too deep in an event is left out, and all else is read.
    @Test func deepValuesOfEventsAreLeftOut() throws {
        func text(_ depth: Int) -> [UInt8] {
            let open = String(repeating: "[", count: depth - 1)
            let close = String(repeating: "]", count: depth - 1)
            return Array(#"{"a":"b","deep":\#(open)"x",{"n":["y",],"z":{}},1\#(close),"c":"d"}"#.utf8)
        }
        for depth in [2, JSONTree.deepest - 2, JSONTree.deepest - 1, JSONTree.deepest + 1, 2_000] {
            let bytes = text(depth)
            let tree = try #require(JSONTree(event: bytes), "\(depth)")
            #expect(tree.isCut == (depth > JSONTree.deepest - 2), "\(depth)")
            #expect((JSONTree(bytes) == nil) == tree.isCut, "\(depth)")
            #expect(tree.string(tree.member("a", of: tree.root)) == "b")
            #expect(tree.string(tree.member("c", of: tree.root)) == "d")
            #expect(Array(tree.children(of: tree.root)).count == 3)
            #expect(JSONTree(event: Array(bytes.dropLast())) == nil)
        }
    }

    @Test func stringsEndAtTheirQuotes() throws {
        let text = #"["\\", "\\\"", "", "é\u0001", "0123456789abcdef\"0123456789abcdef"]"#
        let tree = try #require(JSONTree(Array(text.utf8)))
        let texts = tree.elements(of: tree.root).compactMap { tree.string($0) }
        #expect(texts == [#"\"#, #"\""#, "", "é\u{1}", #"0123456789abcdef"0123456789abcdef"#])
        #expect(JSONTree(Array(text.utf8.dropLast(2))) == nil)
        #expect(JSONTree(Array(#""\"#.utf8)) == nil)
    }

    @Test func stringsAreVisitedInOrderWithTheirTreatment() throws {
        let text = #"{"id":"1","m":[{"role":"r","content":[{"text":"t","x":"u"}]}],"meta":{"id":"2"}}"#
        let tree = try #require(JSONTree(Array(text.utf8)))
        let fields = FieldTree(keep: ["id", "m.role", "m.content.x"])
        var kept: [String] = []
        var read: [String] = []
        tree.forEachString(fields) { node, treatment in
            if treatment == .keep { kept.append(tree.path(of: node)) } else { read.append(tree.path(of: node)) }
        }
        #expect(kept == ["id", "m[0].role", "m[0].content[0].x"])
        #expect(read == ["m[0].content[0].text", "meta.id"])
    }
}
