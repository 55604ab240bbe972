// Tables for widths, surroundings, features and captures.

import SluiceMatching
import Testing

@Suite struct PatternAnalysisTests {
    struct Width: Sendable {
        var pattern: String
        var minimum: Int
        var maximum: Int?
        var isUnicode = false
    }

    @Test(arguments: [
        Width(pattern: "", minimum: 0, maximum: 0), Width(pattern: "abc", minimum: 3, maximum: 3),
        Width(pattern: "a|bcd|", minimum: 0, maximum: 3), Width(pattern: "a{2,5}b?", minimum: 2, maximum: 6),
        Width(pattern: "[a-z]+", minimum: 1, maximum: nil), Width(pattern: "(?:ab){3,}", minimum: 6, maximum: nil),
        Width(pattern: "\\bfoo\\b(?=bar)(?!x)", minimum: 3, maximum: 3), Width(pattern: "é", minimum: 2, maximum: 2),
        Width(pattern: ".", minimum: 1, maximum: 1), Width(pattern: ".", minimum: 1, maximum: 4, isUnicode: true),
        Width(pattern: "[é]", minimum: 1, maximum: 1), Width(pattern: "[é]", minimum: 2, maximum: 4, isUnicode: true),
        Width(pattern: "(?i)k", minimum: 1, maximum: 3, isUnicode: true),
        Width(pattern: "(?i)k", minimum: 1, maximum: 1),
        Width(pattern: "[ab]", minimum: 1, maximum: 1, isUnicode: true),
        Width(pattern: "\\x{20ac}", minimum: 3, maximum: 3, isUnicode: true),
        Width(pattern: "\\R", minimum: 1, maximum: 2),
        Width(pattern: "(a)\\1", minimum: 1, maximum: nil), Width(pattern: "abc\\Kd", minimum: 0, maximum: 4),
        Width(pattern: "(?:|a)*", minimum: 0, maximum: nil), Width(pattern: "(?:){5,}", minimum: 0, maximum: 0),
        Width(pattern: "(?:(?:(?:a{65535}){65535}){65535}){65535}", minimum: 1 << 40, maximum: nil),
        Width(pattern: "(?(DEFINE)(?<x>abc))z", minimum: 1, maximum: 1),
        Width(pattern: "(?(?=a)ab|c)", minimum: 1, maximum: 2),
    ])
    func widths(_ expected: Width) throws {
        let node = try tree(expected.pattern, isUnicode: expected.isUnicode)
        #expect(node.minimumWidth == expected.minimum)
        #expect(node.maximumWidth == expected.maximum)
        #expect(node.canMatchEmpty == (expected.minimum == 0))
    }

    @Test(arguments: [
        ("abc", 0, 0), ("\\babc\\b", 1, 1), ("^abc$", 1, 2), ("(?m)^abc$", 1, 1), ("(?<=ab)c", 2, 0),
        ("(?<!abc|d)e", 3, 0),
        ("xyz(?<=.z)", 0, 0), ("x(?<=abc)", 2, 0), ("(?<=(?<!b)a)", 2, 0), ("(?<=\\ba)b", 2, 0), ("a(?=bcd)", 0, 3),
        ("a(?=bcd)b", 0, 2), ("a(?=b)b", 0, 0), ("a(?=b(?=cd))", 0, 3), ("(?:a|\\b)b", 1, 0), ("a(?!b)", 0, 1),
        ("(?=(?<=ab)c)c", 2, 0),
    ])
    func surroundings(pattern: String, before: Int, after: Int) throws {
        let node = try tree(pattern)
        #expect(node.maximumLookbehind == before)
        #expect(node.maximumLookahead == after)
    }

    @Test func unboundedSurroundings() throws {
        #expect(try tree("a(?=b*)").maximumLookahead == nil)
        #expect(try tree("a(?:b(?R)?)").maximumLookbehind == nil)
        #expect(try tree("(?<=(?<!b)a)").hasNestedLookbehind)
        #expect(try tree("(?<=\\ba)b").hasNestedLookbehind)
        #expect(try tree("(?<=a)(?=b(?<=c))").hasNestedLookbehind == false)
    }

    @Test(arguments: [
        ("(a)\\1", [PatternFeature.Kind.backReference]),
        ("(?<n>a)\\k<n>(?P=n)\\g{1}", [.backReference, .backReference, .backReference]),
        ("a(?R)?b(?1)(?&n)\\g<n>", [.recursion, .recursion, .recursion, .recursion]), ("(*UTF)a", [.verb]),
        ("a(?C)(?C12)(?C'it''s')", [.callout, .callout, .callout]),
        ("\\Aa\\G\\z\\Z", [.absoluteStart, .searchStart, .absoluteEnd, .absoluteEndOrNewline]),
        ("a\\Kb\\C", [.keepOut, .singleByte]), ("(?<=(?<!a)b)c", [.nestedLookbehind]),
        ("a(?=bc)", [.longLookahead(width: 2)]),
        ("a(?=b*)", [.longLookahead(width: nil)]), ("a(?=b)", []), ("^a$", [.textStart, .textEnd]), ("(?m)^a$", []),
        ("(a)?(?(1)b|c)", [.conditional]), ("\\bfoo[A-Z]{3}\\b", []),
    ])
    func features(pattern: String, kinds: [PatternFeature.Kind]) throws {
        #expect(try tree(pattern).features.map(\.kind) == kinds)
    }

    @Test func featuresNameTheirPlace() throws {
        let features = try tree("ab\\Kc(?R)").features
        #expect(features.map(\.offset) == [2, 5])
        #expect(features.map(\.description) == ["\\K at byte 2", "recursion or a subroutine call at byte 5"])
        #expect(features.map(\.isForbidden) == [true, true])
        #expect(try tree("^a").features.map(\.isForbidden) == [false])
    }

    @Test(arguments: [
        ("key=(a+)", 1, 4, true), ("(?:k|key)(?<v>x)?", 1, 1, false), ("(a)|b", 1, 0, false),
        ("(?:(a)|(b))", 2, 0, false),
        ("(?|(a)|x(b))", 1, 0, true), ("(?<=(ab))c", 1, -2, true), ("x{3}(?=(a))", 1, 3, true),
        ("(?:ab(c))*", 1, 2, false),
        ("a(b(c))", 2, 2, true), ("(?!(a))b", 1, 0, false),
    ])
    func captures(pattern: String, group: Int, offset: Int, always: Bool) throws {
        let node = try tree(pattern)
        #expect(node.minimumOffset(ofGroup: group) == offset)
        #expect(node.alwaysParticipates(group: group) == always)
    }

    @Test func captureNamesAndNumbers() throws {
        let node = try tree("(?n)(x)(?<one>a)(?-n)(b)(?'two'c(?:d))")
        #expect(node.captures.map(\.number) == [1, 2, 3])
        #expect(node.captures.map(\.name) == ["one", nil, "two"])
        #expect(node.captureNumber(named: "two") == 3)
        #expect(node.captureNumber(named: "three") == nil)
        #expect(node.minimumOffset(ofGroup: 4) == nil)
        #expect(try tree("(?|(a)(b)|(c))(d)").captures.map(\.number) == [1, 2, 1, 3])
        #expect(try tree("a\\K(b)").minimumOffset(ofGroup: 1) == nil)
    }
}
