// What is read in one go is what is read byte by byte.

import SluiceMatching
import SluicePayloads
import Testing

struct WholeMemberTests {
    static let fields = FieldTree(keep: ["id", "*.id", "usage.**"], data: ["image"], signed: ["*.thought"])

    /// A chunk of one byte leaves nothing to read in one go.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func isReadAsByteByByte(_ seed: UInt64) {
        var writer = PlainWriter(seed: seed)
        var text = writer.document(2)
        for _ in 0..<Int(seed % 3) { text = "{\"inner\":" + PlainWriter.quoted(text) + ",\"id\":\"x\"}" }
        if seed % 5 == 0 { text = "[" + text + "," + text + "]\n" + text }
        let raw = Array(text.utf8)
        let fields = seed % 4 == 0 ? FieldTree.everything : Self.fields
        for form in [ReaderForm.document, .jsonLane] {
            let bytes = form == .document ? raw : JSONEscape.escaped(raw, depth: 1)
            let whole = read(bytes, form, fields: fields)
            #expect(read(bytes, cuts: Array(0..<bytes.count), form, fields: fields) == whole, "seed \(seed) \(form)")
            let cut = Int.random(in: 0...bytes.count, using: &writer.random)
            #expect(read(bytes, cuts: [cut], form, fields: fields) == whole, "seed \(seed) \(form) cut \(cut)")
            #expect(read(bytes, cuts: [cut], form, fields: fields, compacting: true) == whole, "seed \(seed) \(form)")
        }
    }

    @Test(arguments: ["1\\u0031", "1\\n", "1\\u002c2", "1\\t,2", "true\\u0020", "\\\"a\\\"\\u002c1", "-\\u0031"])
    func numbersGoOnAsEscapes(_ inside: String) {
        let raw = Array("{\"a\":\"[\(inside)]\"}".utf8)
        #expect(read(raw) == read(raw, cuts: Array(0..<raw.count)))
    }

    @Test func escapesAreDecodedNextToBrokenText() {
        let raw = Array("{\"a\":\"x\\n\\u20ac\\u00e9\\u0041\" \\n\\u0041\n{\"b\":\"y\\\\\\/z\"}\n".utf8)
        let whole = read(raw)
        #expect(String(decoding: whole.text, as: UTF8.self) == "{\"a\":\"x\n€éA\" \\n\\u0041\n{\"b\":\"y\\/z\"}\n")
        #expect(read(raw, cuts: Array(0..<raw.count)) == whole)
    }

    @Test func everyNameIsFound() {
        let names = (0..<300).map { "n\($0 % 7)\(String(repeating: "x", count: $0 % 5))\($0)" }
        let tree = FieldTree(keep: names.enumerated().filter { $0.offset % 2 == 0 }.map { "a." + $0.element })
        let top = tree.member(Array("a".utf8).span, of: tree.root)
        for (index, name) in names.enumerated() {
            let found = tree.member(Array(name.utf8).span, of: top).treatment
            #expect(found == (index % 2 == 0 ? .keep : .text), "\(name)")
            #expect(tree.member(Array(name.utf8).span, of: tree.root).treatment == .text)
        }
    }

    @Test func everyPathKeepsItsName() {
        var trail = PathTrail()
        let names = (0..<2000).map { "k\($0 * 7919 % 1000)" } + ["", "a", "", "a"]
        let nodes = names.map { trail.member(Array($0.utf8).span, of: .root) }
        for (name, node) in zip(names, nodes) { #expect(trail.text(of: node) == (name.isEmpty ? "[\"\"]" : name)) }
        let element = trail.element(3, of: nodes[0])
        let inner = trail.inner(of: element)
        #expect(trail.text(of: inner) == "k0[3]|")
    }
}

/// Writes JSON that is read in one go for the most part: plain names and values, with something else now and then.
struct PlainWriter {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// The text as a string.
    static func quoted(_ text: String) -> String {
        String(decoding: JSONEscape.quoted(Array(text.utf8), depth: 0), as: UTF8.self)
    }

    private mutating func pick(_ values: [String]) -> String {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    /// An object with objects and arrays in it.
    mutating func document(_ depth: Int) -> String {
        let blank = pick(["", "", "", "\n  ", " "])
        let gap = pick(["", "", " ", "  "])
        let members = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            blank + Self.quoted(pick(["id", "name", "usage", "image", "thought", "a\"b", "", "ключ"])) + ":" + gap
                + value(depth)
        }
        return "{" + members.joined(separator: ",") + blank + "}"
    }

    private mutating func value(_ depth: Int) -> String {
        switch Int.random(in: 0..<14, using: &random) {
        case 0...2 where depth > 0: return document(depth - 1)
        case 3 where depth > 0: return "[" + value(depth - 1) + "," + value(depth - 1) + "]"
        case 4: return pick(["12", "-0.5e3", "0", "1x", "01", "-Infinity", "-Inf"])
        case 5: return pick(["true", "false", "null", "nul", "NaN", "Infinity"])
        case 6:
            return pick([
                "[]", "{}", "\"\"", "\" {\"", "\"\\n\\u0041\\ud83d\\ude00\"", "\"a\\u20ac\\/\"", "\"\\ud800\"",
            ])
        default: return Self.quoted(pick(["word", "a longer stretch of text", "x\ny", "é\\€", "tab\there", "a"]))
        }
    }
}
