// Functions of a shell that start themselves.

import SluiceMatching
import SluiceModel
import Testing

struct ForkBombMatcherTests {
    @Test(arguments: [
        ("f(){ f|f& };f", "& };f"), ("bomb() { bomb | bomb & }; bomb", "& }; bomb"),
        ("b.b() {\n  b.b | b.b &\n}\nb.b", "&\n}\nb.b"), ("+f() {\n+  f | f &\n+}\n+f", "&\n+}\n+f"),
        (#"x\nf() { f | f & }; f"#, "& }; f"), ("f ( ) { f | f & } f", "& } f"),
    ])
    func findsItByItsEnd(text: String, masked: String) throws {
        let probe = try PrefixProbe(ForkBombMatcher.self)
        let found = probe.matches(Array(text.utf8)).map { Array(text.utf8)[$0.secret] }
        #expect(found == [Array(masked.utf8)[...]])
        probe.check(Array(text.utf8))
    }

    @Test(arguments: [
        "f() { g | f & }; f", "f() { f | g & }; f", "g() { f | f & }; f", "f() { f | f & }; g", "f() { f | f & }; ff",
        "f() { f | f; }; f", "f() { f | f & wait; }; f", "f() { f & }; f", "gf() { f | f & }; f", "f { f | f & }; f",
        "1() { 1 | 1 & }; 1", "& }; f", "f | f & }; f",
    ])
    func findsNothingElse(text: String) throws {
        let probe = try PrefixProbe(ForkBombMatcher.self)
        #expect(probe.matches(Array(text.utf8)).isEmpty)
        probe.check(Array(text.utf8))
    }

    @Test(arguments: [UInt64](1...20))
    func findsEveryName(seed: UInt64) throws {
        var numbers = SyntaxTestRandom(seed: seed)
        let letters = Array("abcxyzABZ_.09")
        let gaps = ["", " ", "  ", "\n", "\n+ ", "\t"]
        let probe = try PrefixProbe(ForkBombMatcher.self)
        for _ in 0..<10 {
            func gap() -> String { gaps.randomElement(using: &numbers) ?? "" }
            let name =
                "q"
                + String(
                    (0..<Int.random(in: 0...20, using: &numbers)).map { _ in
                        letters.randomElement(using: &numbers) ?? "a"
                    }
                )
            let end = [" ", "", "\n", "\n+"].randomElement(using: &numbers) ?? ""
            let text =
                "\(name)()\(gap()){ \(gap())\(name)\(gap())|\(gap())\(name)\(gap())&\(end)}\(gap());\(gap())\(name)\n"
            #expect(probe.matches(Array(text.utf8)).count == 1, "seed \(seed): \(text)")
            probe.check(Array(text.utf8), "seed \(seed)")
        }
    }
}
