// Configurations that extend others.

import SluiceModel
import SluiceRules
import Testing

@Test func extensionsMergeRules() throws {
    let folder = try ConfigurationFolder()
    try folder.write(
        "a.toml",
        """
        [extend]
        path = "b.toml"
        disabledRules = ["gone", "never-there"]
        [[rules]]
        id = "shared"
        description = "Ours."
        entropy = 4.5
        keywords = ["ours"]
        tags = ["ours"]
        [[rules.allowlists]]
        stopwords = ["ours"]
        [[allowlists]]
        paths = ["ours"]
        """
    )
    try folder.write(
        "b.toml",
        """
        [extend]
        path = "c.toml"
        [[rules]]
        id = "shared"
        description = "Theirs."
        regex = "theirs-[a-z]{9}"
        secretGroup = 0
        entropy = 1
        keywords = ["theirs"]
        tags = ["theirs"]
        [[rules.allowlists]]
        stopwords = ["theirs"]
        [[rules]]
        id = "gone"
        regex = "gone"
        [[allowlists]]
        targetRules = ["deep"]
        stopwords = ["deep"]
        """
    )
    try folder.write("c.toml", "[extend]\npath = 'd.toml'\n[[rules]]\nid = 'deep'\nregex = 'deep'\n")
    try folder.write("d.toml", "[[rules]]\nid = 'too-deep'\nregex = 'x'\n")
    #expect(folder.problems() == [])
    let result = folder.load()
    #expect(Set(result.rules.map(\.description.id.rawValue)) == ["shared", "deep"])
    let shared = try #require(result.gitleaks("shared"))
    #expect(shared.regex == "theirs-[a-z]{9}")
    #expect(shared.entropy == 4.5)
    #expect(shared.keywords == ["theirs", "ours"])
    #expect(shared.allowlists.map(\.stopWords) == [["theirs"], ["ours"]])
    #expect(shared.globalAllowlists.map(\.paths) == [["ours"]])
    #expect(result.gitleaks("deep")?.allowlists.map(\.stopWords) == [["deep"]])
    let description = try #require(result.rules.first { $0.description.id == "shared" }).description
    #expect(description.summary == "Ours.")
    #expect(description.tags == ["theirs", "ours", "gitleaks"])
    #expect(
        folder.remarks() == [
            "c.toml:1: what it extends is not read, as in gitleaks: configurations are followed 2 deep",
            "a.toml:1: extend.disabledRules names `never-there` that is not there",
        ]
    )
}

@Test func cyclesAreProblems() throws {
    let folder = try ConfigurationFolder()
    try folder.write("a.toml", "[extend]\npath = 'b.toml'\n[[rules]]\nid = 'a'\nregex = 'a'\n")
    try folder.write("b.toml", "[extend]\npath = './a.toml'\n[[rules]]\nid = 'b'\nregex = 'b'\n")
    #expect(folder.problems() == ["b.toml:1: extend.path leads back to a file that extends this one"])
    try folder.write("a.toml", "[extend]\npath = 'a.toml'\n")
    #expect(folder.problems() == ["a.toml:1: extend.path leads back to a file that extends this one"])
}

/// gitleaks' own configuration is not there: what was to change it is told, and the rest is read.
@Test func theBuiltInConfigurationIsMissed() throws {
    let folder = try ConfigurationFolder()
    try folder.write(
        "a.toml",
        "[extend]\nuseDefault = true\n[[rules]]\nid = 'own'\nregex = 'own'\n[[rules]]\nid = 'theirs'\nentropy = 3\n"
    )
    #expect(folder.problems() == [])
    #expect(folder.load().rules.map(\.description.id) == ["own"])
    #expect(folder.remarks().count == 2)
    #expect(
        folder.remarks()[0].hasPrefix("a.toml:1: extend.useDefault: gitleaks' own configuration is no part of Sluice")
    )
    #expect(
        folder.remarks()[1] == "a.toml:1: as what it extends was not read, these are left out: a change of `theirs`"
    )
}

/// What only follows from a base that was not read is told once, however many rules and allowlists speak of it: as an
/// error where the base is one.
@Test(arguments: [
    ("useDefault = true", false), ("path = 'none.toml'", true), ("path = 'b.toml'", false), ("path = 'bad.toml'", true),
])
func whatFollowsFromAGapIsToldOnce(extend: String, isProblem: Bool) throws {
    let folder = try ConfigurationFolder()
    let changes = (0..<300).map { "[[rules]]\nid = 'r\($0)'\nentropy = 3\n" }.joined()
    let lists = (0..<40).map { "[[allowlists]]\ntargetRules = ['q\($0)']\nstopwords = ['x']\n" }.joined()
    try folder.write("a.toml", "[extend]\n\(extend)\n[[rules]]\nid = 'own'\nregex = 'own'\n\(changes)\(lists)")
    try folder.write("b.toml", "[extend]\npath = 'c.toml'\n")
    try folder.write("c.toml", "[extend]\npath = 'd.toml'\n")
    try folder.write("d.toml", "[[rules]]\nid = 'r1'\nregex = 'x'\n")
    try folder.write("bad.toml", "[[rules]]\nid = 'r1'\nregex = '(x'\n")
    let told = isProblem ? folder.problems() : folder.remarks()
    #expect((isProblem ? folder.remarks() : folder.problems()).isEmpty)
    #expect(told.count == 2, "\(told)")
    let place = extend.hasSuffix("'b.toml'") ? "c.toml:1" : "a.toml:1"
    #expect(
        told.contains(
            "\(place): as what it extends was not read, these are left out: changes of `r0`, `r1`, `r2` and 297 more; "
                + "allowlists for `q0`, `q1`, `q2` and 37 more"
        ),
        "\(told)"
    )
    #expect(folder.load().rules.map(\.description.id) == ["own"])
}

/// As in gitleaks, what speaks of a rule that is switched off is no error; of one that never was, it is.
@Test func switchedOffRulesMayBeNamed() throws {
    let folder = try ConfigurationFolder()
    let own = """
        [extend]
        path = "b.toml"
        disabledRules = ["off"]
        [[rules]]
        id = "off"
        [[rules.allowlists]]
        stopwords = ["x"]
        [[allowlists]]
        targetRules = ["off", "on"]
        stopwords = ["y"]
        """
    try folder.write("a.toml", own)
    try folder.write(
        "b.toml",
        "[extend]\npath = 'c.toml'\ndisabledRules = ['deep']\n[[rules]]\nid = 'off'\nregex = 'off'\n"
            + "[[rules]]\nid = 'on'\nregex = 'on'\n"
    )
    try folder.write("c.toml", "[[rules]]\nid = 'deep'\nregex = 'deep'\n")
    #expect(folder.problems() == [])
    #expect(folder.remarks() == [])
    #expect(folder.load().rules.map(\.description.id) == ["on"])
    #expect(folder.load().gitleaks("on")?.allowlists.map(\.stopWords) == [["y"]])
    try folder.write("a.toml", own.replacing("\"on\"]", with: "\"deep\", \"never\"]"))
    #expect(folder.problems() == ["a.toml:8: [[allowlists]]: `targetRules` names `never` that is not there"])
}

/// Names that are not there are one message, with the first of them.
@Test func switchedOffRulesThatAreNotThereAreOneRemark() throws {
    let folder = try ConfigurationFolder()
    try folder.write("b.toml", "[[rules]]\nid = 'b'\nregex = 'b'\n")
    let told = [
        "`x0` that is", "`x0` and `x1` that are", "`x0`, `x1` and `x2` that are",
        "`x0`, `x1`, `x2` and 1 more that are",
    ]
    for count in 1...4 {
        let names = (0..<count).map { "'x\($0)'" }.joined(separator: ", ")
        try folder.write("a.toml", "[extend]\npath = 'b.toml'\ndisabledRules = [\(names)]\n")
        #expect(folder.remarks() == ["a.toml:1: extend.disabledRules names \(told[count - 1]) not there"])
    }
}

/// Exceptions that would hide findings in gitleaks and do not here are told by every command, in one line.
@Test func allowlistsThatAreLeftOutAreCounted() throws {
    let folder = try ConfigurationFolder()
    let both = "condition = 'AND'\npaths = ['p']\nstopwords = ['s']\n"
    try folder.write(
        "a.toml",
        "[[rules]]\nid = 'a'\nregex = 'a'\n[[rules.allowlists]]\n\(both)[[rules.allowlists]]\npaths = ['p']\nstopwords = ['s']\n"
            + "[[rules.allowlists]]\ncondition = 'AND'\npaths = ['p']\ncommits = ['c']\nstopwords = ['s']\n"
    )
    #expect(
        folder.remarks() == [
            "a.toml:1: 1 allowlist is left out, for asking for a path and something else at once (AND); "
                + "`sluice rules lint --notes` names the rules"
        ]
    )
    try folder.write(
        "a.toml",
        "[[rules]]\nid = 'a'\nregex = 'a'\n[[rules]]\nid = 'b'\nregex = 'b'\n[[allowlists]]\n\(both)"
            + "[[allowlists]]\ntargetRules = ['a', 'b']\n\(both)"
    )
    #expect(folder.remarks().count == 1)
    #expect(folder.remarks()[0].hasPrefix("a.toml:1: 2 allowlists are left out, "))
}

/// A rule of a configuration does not displace one that is there, nor stop it from being loaded.
@Test func idsThatAreTakenAreChanged() throws {
    let folder = try ConfigurationFolder()
    try folder.write(
        "rules.yaml",
        "rules:\n  - {id: same, name: N, description: D., category: code, severity: info, pattern: abc}\n"
    )
    try folder.write("team.toml", "[[rules]]\nid = 'same'\nregex = 'own-x'\n")
    try folder.write("zeta.toml", "[[rules]]\nid = 'same'\nregex = 'own-y'\n[[rules]]\nid = 'Same'\nregex = 'own-z'\n")
    let (definitions, problems) = RuleDirectory.readAll(folder.path)
    #expect(problems.isEmpty)
    #expect(definitions.map(\.description.id) == ["same", "team-same", "zeta-same", "zeta-same-2"])
    #expect(try RuleSet.load(directory: folder.path).descriptions.count == 4)
    #expect(try RuleSet.load(directory: "\(folder.path)/team.toml").descriptions.map(\.id) == ["same"])
}
