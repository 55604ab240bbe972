// What the reader shows of documents.

import SluiceMatching
import SluicePayloads
import Testing

struct JSONReaderTests {
    @Test func textsEndBetweenStringsAndKeepTheirNames() {
        let reading = read(#"{"password":"a\nb", "n": 12 ,"l":["x","y",true],"o":{"k":null,"m":1}}"#)
        #expect(
            reading.pieces == [
                "{\"password\":\"a\nb\"", ", \"n\": 12 ,", "\"l\":[\"x\"", ",\"y\"", ",true]",
                ",\"o\":{\"k\":null,", "\"m\":1}", "}",
            ]
        )
        #expect(
            reading.places.map { $0.drop { $0 != " " }.dropFirst() } == ["password", "n", "l[0]", "l[1]", "o.m"]
        )
    }

    /// What names an object or array names what is in it, up to its first value; one that holds nothing is a value
    /// itself.
    @Test func namesGoOnIntoWhatTheyName() {
        #expect(read(#"{"a":{"b":[{"c":"d"}],"e":"f"}}"#).pieces == [#"{"a":{"b":[{"c":"d""#, "}],\"e\":\"f\"", "}}"])
        #expect(read(#"{"a":{},"b":[ ],"c":1}"#).pieces == ["{\"a\":{}", ",\"b\":[ ]", ",\"c\":1}"])
        #expect(read(#"{"a":"{\"b\":{\"c\":\"d\"}}"}"#).pieces == [#"{"a":"{"b":{"c":"d""#, "}}\"", "}"])
        #expect(read("1 {\"a\":2}").pieces == ["1 {", "\"a\":2}"])
    }

    /// A name is context for its value however far they are apart.
    @Test(arguments: [" : ", "\n:\r\n\t  ", ":\t\t \n", String(repeating: " ", count: 40) + ": "])
    func ofBlanksBetweenNameAndValueOneIsShown(_ between: String) {
        let raw = Array(("{\"a\"" + between + "\"b\", \"n\"" + between + "[ \"c\"]}").utf8)
        let whole = read(raw)
        #expect(whole.pieces == ["{\"a\": \"b\"", ", \"n\": [ \"c\"", "]}"])
        #expect(read(raw, cuts: Array(0..<raw.count)) == whole)
        let inside = JSONEscape.quoted(raw, depth: 0)
        let inner = read(inside)
        #expect(inner.pieces == ["\"{\"a\": \"b\"", ", \"n\": [ \"c\"", "]}\""])
        #expect(read(inside, cuts: Array(0..<inside.count)) == inner)
        #expect(read("{\"a\":\n\"b\"}").pieces == ["{\"a\":\"b\"", "}"])
    }

    /// What is no JSON but written and read all the same does not end the reading of strings.
    @Test(arguments: [
        "NaN", "Infinity", "-Infinity", "[NaN,-Infinity]", "007", "[1,]", "[true,]", "{\"x\":1,}", "{\"x\":NaN,}",
    ])
    func lenientValuesAreRead(_ value: String) {
        for raw in ["{\"v\":\(value),\"t\":\"\\u0041\"}", "{\"v\":\"{\\\"i\\\":NaN}\",\"t\":\"\\u0041\"}"] {
            let bytes = Array(raw.utf8)
            let whole = read(bytes)
            #expect(whole.text { $0.kind == .content }.hasSuffix("tA"), "\(raw)")
            #expect(read(bytes, cuts: Array(0..<bytes.count)) == whole, "\(raw)")
        }
    }

    @Test(arguments: ["Nan", "Infinit", "-Infinit", "-Infinityx", "[,]", "{\"x\":}"])
    func whatIsNoValueBreaksTheReading(_ value: String) {
        #expect(read("{\"v\":\(value),\"t\":\"\\u0041\"}").text { $0.kind == .content }.hasSuffix("\\u0041\"}"))
    }

    @Test func aDocumentInAStringIsReadAtItsLevel() {
        let raw = #""{\"k\":\"a\\nb\",\"n\":-1.5e3}""#
        let reading = read(raw)
        #expect(String(decoding: reading.text, as: UTF8.self) == "\"{\"k\":\"a\nb\",\"n\":-1.5e3}\"")
        #expect(reading.text { $0.kind == .content && $0.depth == 2 } == "ka\nbn")
        #expect(reading.text { $0.kind == .number && $0.depth == 1 } == "-1.5e3")
        #expect(reading.runs.contains(TextRun(textCount: 1, rawCount: 3, kind: .content, depth: 2)))
        #expect(reading.runs.contains(TextRun(textCount: 1, rawCount: 2, kind: .structure, depth: 1)))
        #expect(reading.places == ["0 $", "6 |k", "16 |n"])
    }

    @Test(arguments: [
        (#"a\ud83d\ude00b"#, "a😀b"), (#"\ud83d"#, "\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"), (#"\ude00"#, "\u{FFFD}"),
        (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\n"#, "\u{FFFD}\n"),
        (#"\ud83d\x"#, "\u{FFFD}\\x"), (#"\u12G"#, "\\u12G"), (#"\u12\n"#, "\\u12\n"), (#"\u0000"#, "\0"),
        (#"\b\f\r\t\/\"\\"#, "\u{8}\u{C}\r\t/\"\\"), (#"\ud83d\u12"#, "\u{FFFD}\\u12"), ("\u{1}\t", "\u{1}\t"),
    ])
    func escapesAreDecoded(_ raw: String, _ text: String) {
        for form in [ReaderForm.document, .textLane] {
            let reading = read(form == .document ? "\"" + raw + "\"" : raw, form)
            #expect(reading.text { $0.kind == .content } == text)
            #expect(reading.runs.allSatisfy { $0.kind != .content || $0.depth == 1 })
        }
    }

    @Test func countsOfEscapes() {
        let reading = read(#""\ud83d\ude00\ud800\u00e9""#)
        #expect(
            reading.runs.map { [$0.textCount, $0.rawCount] } == [[1, 1], [4, 12], [3, 6], [2, 6], [1, 1]]
        )
    }

    @Test func hidesWhatFieldsSay() {
        let fields = FieldTree(keep: ["id", "usage.**", "m.role"], signed: ["m.s"])
        let raw =
            #"{"id":"\u0041b","usage":{"n":1,"t":[2,"QQ"]},"#
            + #""m":[{"role":"r","text":"t","s":"[1,\"z\"]"}],"p":true}"#
        let reading = read(raw, fields: fields)
        #expect(reading.text { $0.kind == .signed } == "1z")
        #expect(reading.text { $0.kind == .content } == "idusagentmroletexttsp")
        #expect(!String(decoding: reading.text, as: UTF8.self).contains("QQ"))
        #expect(reading.places.count == 4)
        #expect(reading.text { $0.kind == .number }.isEmpty)
    }

    @Test(arguments: ["data:image/png;base64,", "DATA:x/y;charset=z;BASE64,"])
    func dataURLsAreShownUpToTheComma(_ start: String) {
        let reading = read("{\"d\":\"\(start)iVBOR\\/w0K==\",\"e\":1}", fields: FieldTree(data: ["d"]))
        #expect(reading.text { $0.kind == .content } == "d" + start + "e")
        #expect(reading.runs.filter { $0.kind == .hidden }.map(\.rawCount) == [12])
    }

    @Test func base64IsHiddenAsLongAsItIsSome() {
        let fields = FieldTree(data: ["d"])
        let long = String(repeating: "Ab9-", count: 80)
        let head = "d" + long.prefix(JSONReader.shownBase64)
        func shown(_ text: String) -> String {
            let bytes = Array("{\"d\":\"\(text)\"}".utf8)
            let whole = read(bytes, fields: fields)
            #expect(read(bytes, cuts: Array(0..<bytes.count), fields: fields) == whole, "\(text)")
            return whole.text { $0.kind == .content }
        }
        #expect(shown(long) == head)
        #expect(shown(long + "==") == head)
        #expect(shown(long + "=a secret") == head + "a secret")
        #expect(shown(long + "x y") == head + " y")
        #expect(shown(String(long.prefix(100)) + "==") == head.prefix(101))
        #expect(shown("\\u0041" + long.dropFirst()) == head)
        // No text has both alphabets.
        #expect(shown(long + "+a") == head + "+a")
        #expect(shown("+/" + long) == "d+/" + long)
        #expect(shown(long.replacing("-", with: "/") + "_") == head.replacing("-", with: "/") + "_")
        let url = "data:x/y-z;base64,"
        #expect(shown(url + long.replacing("-", with: "+")) == "d" + url)
        #expect(shown("not " + long) == "dnot " + long)
        #expect(shown("data:,plain " + long) == "ddata:,plain " + long)
        #expect(shown("[\\\"x\\\"]") == "dx")
    }

    /// A member before data may say that it is text, however it is spelled.
    @Test func dataMayBeTextByWhatIsBesideIt() {
        let fields = FieldTree(keep: ["s.type", "s.media_type"], data: ["s.data"])
        let long = String(repeating: "Ab9-", count: 80)
        func isShown(_ members: String) -> Bool {
            let bytes = Array("{\"s\":{\(members)\"data\":\"\(long)\"}}".utf8)
            let whole = read(bytes, fields: fields)
            #expect(read(bytes, cuts: Array(0..<bytes.count), fields: fields) == whole, "\(members)")
            return whole.text { $0.kind == .content }.hasSuffix(long)
        }
        for members in [
            #""type":"text","#, #""type": "te\u0078t", "#, #""media_type":"text/plain","#, #""\u0074ype":"text","#,
            #""x":[{"type":"base64"}],"type":"text","y":{},"#,
        ] { #expect(isShown(members), "\(members)") }
        for members in [
            "", #""type":"texts","#, #""type":"base64","media_type":"text/plain","#, #""media_type":"text","#,
            #""x":{"type":"text"},"#, #""media_type":"image/png","#, #""x":"text","#,
            #""media_type":"text/plain","type":"base64","#,
        ] { #expect(!isShown(members), "\(members)") }
    }

    @Test func brokenLinesDoNotSpoilOthers() {
        let reading = read("{\"a\":\"b\"}\n{\"a\": tru, \"b\n{\"c\":\"d\"}\nplain words\n\"e\"\n")
        #expect(reading.places.map { $0.drop { $0 != " " } } == [" a", " c", " $"])
        #expect(reading.text { $0.kind == .content } == "abatru, \"b\ncdplain words\ne")
        var reader = JSONReader()
        var chunk = MappedText()
        reader.read(Array("[1 2".utf8).span, into: &chunk)
        #expect(reader.isBroken)
        reader.read(Array("\n[".utf8).span, into: &chunk)
        #expect(!reader.isBroken)
    }

    @Test(arguments: [
        "{\"y\":\"cut he", "{\"y\":\"cut he\\", "{\"y\":\"cut \\u00", "{\"y", "{\"y\"", "{\"y\":", "{\"y\":1",
        "{\"y\":tr",
        "{\"y\":{\"z\":1", "{\"y\":[\"z\"", "{\"y\":\"{\\\"z\\\":\\\"cut", "{\"y\":\"{\\\"z\\\":[1,", "{\"y\":x", "[",
        "[[[",
    ])
    func aLineThatBreaksOffTakesNoneWithIt(cut: String) {
        let raw = Array("\(cut)\n{\"c\":\"d\\u0065f\"}\n".utf8)
        let reading = read(raw, .lines)
        #expect(reading.text { $0.kind == .content }.hasSuffix("cdef"), "\(reading)")
        for end in raw.indices { #expect(read(raw, cuts: [end], .lines) == reading) }
    }

    @Test func aDocumentOnSeveralLinesIsOne() {
        let reading = read("{\"a\":\n[1,\n{\"b\":\n2}\n]\n}\n{\"c\":\"d\"}\n", .lines)
        #expect(reading.places.map { $0.drop { $0 != " " } } == [" a[0]", " a[1].b", " c"])
        // What may not stand there begins another one.
        let broken = read("[{\"a\":1}\n  {\"b\":\"\\u0063\"}]\n")
        #expect(broken.text { $0.kind == .content }.hasPrefix("abc"))
    }

    @Test func textThatOnlyBeginsLikeADocumentIsText() {
        let reading = read(#"{"t":"[4111 1111 1111 1111] nullable"}"#)
        #expect(reading.pieces.contains("{\"t\":\"[4111 1111 1111 1111] nullable\""))
        #expect(reading.text { $0.kind == .content } == "t1111 1111 1111] nullable")
        #expect(read("[token").text { $0.kind == .content } == "token")
    }

    @Test func byteOrderMarkIsStructure() {
        let reading = read("\u{FEFF}{\"a\":1}")
        #expect(reading.runs.first == TextRun(textCount: 5, rawCount: 5, kind: .structure, depth: 0))
        #expect(reading.text { $0.kind == .content } == "a")
    }

    @Test func deepNestingIsTextFromSomeLevelOn() {
        let deep = read([UInt8](repeating: UInt8(ascii: "["), count: 3 * JSONReader.deepestNesting))
        #expect(deep.text { $0.kind == .content }.utf8.count == 2 * JSONReader.deepestNesting)
        var raw = "secret"
        for _ in 0..<6 {
            raw = String(decoding: JSONEscape.quoted(Array(raw.utf8), depth: 0), as: UTF8.self)
            raw = "[" + raw + "]"
        }
        let reading = read(raw)
        #expect(reading.runs.map(\.depth).max() == UInt8(JSONReader.deepestText))
        #expect(String(decoding: reading.text, as: UTF8.self).contains("secret"))
    }

    @Test func lanesAreNeverLeft() {
        let json = read(#"{\"path\":\".env\",\"content\":\"KEY=\\\"x\\\"\\n\"} more"#, .jsonLane)
        #expect(json.text { $0.kind == .content && $0.depth == 2 } == "path.envcontentKEY=\"x\"\n")
        #expect(json.text { $0.kind == .content && $0.depth == 1 } == "more")
        let text = read(#"say "hi" \n{"a":1}"#, .textLane)
        #expect(text.text { $0.kind == .content } == "say \"hi\" \n{\"a\":1}")
        let lane = read(#"{\"a\":\"b\\u00e9\"}"#, .jsonLane)
        #expect(lane.text { $0.kind == .content && $0.depth == 2 } == "abé")
        #expect(lane.places == ["5 |a"])
        #expect(read("{\"a\"}", .plain).runs == [TextRun(textCount: 5, rawCount: 5, kind: .content, depth: 0)])
    }

    @Test func replacementsAreEscapedForTheirDepth() {
        let text = Array("a\"\\\n\u{1}".utf8)
        #expect(JSONEscape.escaped(text, depth: 0) == text)
        #expect(JSONEscape.escaped(text, depth: 1) == Array(#"a\"\\\n\u0001"#.utf8))
        #expect(JSONEscape.escaped(Array("\"".utf8), depth: 2) == Array(#"\\\""#.utf8))
        #expect(JSONEscape.quoted(Array("x\"".utf8), depth: 1) == Array(#"\"x\\\"\""#.utf8))
    }

    @Test func theTrailMayBeCompactedAnyTime() {
        var generator = DocumentGenerator(seed: 5)
        for _ in 0..<50 {
            let raw = Array(generator.document().utf8)
            let cuts = Array(stride(from: 3, to: raw.count, by: 3))
            #expect(read(raw, cuts: cuts, compacting: true) == read(raw))
        }
        var reader = JSONReader()
        var chunk = MappedText()
        reader.read(Array("{\"a\":[".utf8).span, into: &chunk)
        for _ in 0..<100 {
            reader.read(Array("{\"b\":\"c\"},".utf8).span, into: &chunk)
            reader.compactTrail()
        }
        #expect(reader.trail.count < 10)
    }
}
