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
        folder.remarks()[1] == "a.toml:6: theirs: it changes a rule of gitleaks' own configuration, which was not read"
    )
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
