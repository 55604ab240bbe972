// Gitleaks configurations: every field, and what is wrong with them by file, line and rule.

import SluiceModel
import SluiceRules
import Testing

private func read(_ text: String) throws -> GitleaksLoader.Result {
    let folder = try ConfigurationFolder()
    try folder.write("a.toml", text)
    return folder.load()
}

@Test func everyFieldOfAGitleaksRuleIsRead() throws {
    let result = try read(
        """
        title = "a configuration"
        [[rules]]
        id = "Some_Rule.v2"
        description = "Finds a thing."
        regex = '''(?i)thing-([a-f0-9]{8})'''
        secretGroup = 1
        entropy = 3
        keywords = ["Thing-", "other"]
        path = '''\\.txt$'''
        tags = ["one", "two"]
        skipReport = true
        [[rules.required]]
        id = "generic-id"
        withinLines = 3
        withinColumns = 40
        [[rules.allowlists]]
        condition = "AND"
        regexes = ['''^x''']
        stopwords = ["abc"]
        regexTarget = "line"
        commits = ["c0ffee"]
        paths = ['''^vendor/''']
        [[rules]]
        id = "generic-id"
        regex = "id-[0-9]{4}"
        [rules.allowlist]
        regexes = ["0000"]
        [[allowlists]]
        targetRules = ["generic-id"]
        stopwords = ["never"]
        [[allowlists]]
        regexTarget = "match"
        regexes = ["^id-1"]
        """
    )
    #expect(result.problems.isEmpty)
    var own = GitleaksAllowlist()
    own.isConjunction = true
    own.regexes = ["^x"]
    own.stopWords = ["abc"]
    own.target = .line
    own.commits = ["c0ffee"]
    own.paths = ["^vendor/"]
    var everywhere = GitleaksAllowlist()
    everywhere.target = .match
    everywhere.regexes = ["^id-1"]
    var rule = GitleaksRule(id: "Some_Rule.v2")
    rule.regex = "(?i)thing-([a-f0-9]{8})"
    rule.secretGroup = 1
    rule.entropy = 3
    rule.keywords = ["thing-", "other"]
    rule.path = "\\.txt$"
    rule.skipsReport = true
    rule.required = [GitleaksRequirement(rule: "generic-id", withinLines: 3, withinColumns: 40)]
    rule.allowlists = [own]
    rule.globalAllowlists = [everywhere]
    #expect(result.gitleaks("some-rule-v2") == rule)
    let description = try #require(result.rules.first?.description)
    #expect(description.name == "Some_Rule.v2")
    #expect(description.summary == "Finds a thing.")
    #expect(description.tags == ["one", "two", "gitleaks"])
    #expect(description.source.line == 2)
    #expect(result.rules.first?.remarks == ["its id is spelt `some-rule-v2` here"])
    // The old form of a list, and a list that targets the rule; a name with "generic" yields to others.
    let other = try #require(result.gitleaks("generic-id"))
    #expect(other.allowlists.map(\.regexes) == [["0000"], []])
    #expect(other.allowlists.map(\.stopWords) == [[], ["never"]])
    #expect(result.rules.last?.description.tags == ["gitleaks", "generic"])
}

/// gitleaks takes keys in any case, a text for a number, and a text with commas for a list.
@Test func looseSpellingsAreRead() throws {
    let result = try read(
        """
        [[Rules]]
        ID = "a"
        Regex = "abc"
        SECRETGROUP = "0"
        entropy = "2.5"
        keywords = "x,y"
        """
    )
    #expect(result.problems.isEmpty)
    #expect(result.gitleaks("a")?.entropy == 2.5)
    #expect(result.gitleaks("a")?.keywords == ["x", "y"])
}

@Test(arguments: [
    ("[[rules]]\nregex = 'a'", "a.toml:1: `id` is missing"),
    ("[[rules]]\nid = 'x'", "a.toml:1: x: `regex` and `path` are both missing, so that it would find nothing"),
    ("\n[[rules]]\nid = 'x'\nregex = '(a'", "a.toml:2: x: regex: at byte 0: missing closing ): `(a`"),
    ("[[rules]]\nid = 'x'\nregex = 'a**'", "a.toml:1: x: regex: at byte 2: invalid nested repetition operator: `**`"),
    (
        "[[rules]]\nid = 'x'\nregex = '(?=a)'",
        "a.toml:1: x: regex: at byte 0: invalid or unsupported Perl syntax: `(?=`"
    ),
    ("[[rules]]\nid = 'x'\npath = '[b-a]'", "a.toml:1: x: path: at byte 1: invalid character class range: `b-a`"),
    ("[[rules]]\nid = 'x'\nregex = 'a'\nentropy = true", "a.toml:1: x: `entropy` must be a number, not true or false"),
    ("[[rules]]\nid = 'x'\nregex = ['a']", "a.toml:1: x: `regex` must be a text, not a list"),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\nkeywords = [1]",
        "a.toml:1: x: `keywords` must be a list of texts; it holds a number"
    ),
    ("[[rules]]\nid = 'x'\nregex = 'a'\nsecretGroup = -1", "a.toml:1: x: `secretGroup` must not be negative"),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\nskipReport = 1",
        "a.toml:1: x: `skipReport` must be true or false, not a number"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[rules.allowlists]]\ndescription = 'd'",
        "a.toml:1: x: [[rules.allowlists]] must contain at least one of commits, paths, regexes and stopwords"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[rules.allowlists]]\ncondition = 'XOR'\nregexes = ['a']",
        "a.toml:1: x: [[rules.allowlists]]: `condition` must be AND or OR"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[rules.allowlists]]\nregexTarget = 'file'\nregexes = ['a']",
        "a.toml:1: x: [[rules.allowlists]]: `regexTarget` must be secret, match or line"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[rules.allowlists]]\nregexes = ['a{3,2}']",
        "a.toml:1: x: [[rules.allowlists]].regexes: at byte 1: invalid repeat count: `{3,2}`"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[rules.allowlist]\npaths = ['a']\n[[rules.allowlists]]\npaths = ['b']",
        "a.toml:1: x: [rules.allowlist] is the old form of [[rules.allowlists]]; a rule can have one of them only"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[rules.required]]\nwithinLines = 1",
        "a.toml:1: x: [[rules.required]] has no `id`"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[rules.required]]\nid = 'y'",
        "a.toml:1: x: [[rules.required]]: there is no rule `y`"
    ),
    (
        "[[rules]]\nid = 'x'\nregex = 'a'\n[[allowlists]]\ntargetRules = ['y']\npaths = ['p']",
        "a.toml:4: [[allowlists]]: `targetRules` names `y` that is not there"
    ),
    (
        "[allowlist]\npaths = ['a']\n[[allowlists]]\npaths = ['b']",
        "a.toml:1: [allowlist] is the old form of [[allowlists]]; a file can have one of them only"
    ),
    ("rules = 3", "a.toml:1: `rules` must be a list of tables, not a number"),
    ("[extend]\npath = 'b.toml'\nuseDefault = true", "a.toml:1: extend.path and extend.useDefault exclude each other"),
    (
        "\n[extend]\npath = 'none.toml'",
        "a.toml:2: extend.path: there is no such file, neither beside this one nor here"
    ),
])
func problemsNameFileLineAndRule(text: String, problem: String) throws {
    let folder = try ConfigurationFolder()
    try folder.write("a.toml", text)
    #expect(folder.problems().contains(problem), "\(folder.problems())")
}

@Test func brokenTOMLIsNamedByItsLine() throws {
    let folder = try ConfigurationFolder()
    try folder.write("a.toml", "title = \"x\"\n[[rules]\nid = 'x'\n")
    #expect(folder.problems().count == 1)
    #expect(folder.problems()[0].hasPrefix("a.toml:2: "))
    try folder.write("a.toml", "title = \"x\"\n\u{0}\n")
    #expect(folder.problems() == ["a.toml:2: a NUL character is not allowed in TOML"])
    for key in ["\(String(repeating: "a.", count: 50_000))a = 1", "[\(String(repeating: "a.", count: 50_000))a]"] {
        try folder.write("a.toml", "title = \"x\"\n\(key)\n")
        #expect(folder.problems() == ["a.toml:2: a key with more than 1000 parts is not read"])
    }
    #expect(folder.load("none.toml").problems.count == 1)
}

/// Headers inside texts of several lines are none.
@Test func linesOfRulesAreTold() throws {
    let result = try read(
        """
        description = '''
        [[rules]]
        '''
        # [[rules]] in a comment
        [[rules]]
        id = "a"
        regex = \"\"\"
        a\\"\"\"\" # '''
          [[ rules ]]
        id = "b"
        path = "b"
        """
    )
    #expect(result.problems.isEmpty)
    #expect(result.rules.map(\.description.source.line) == [5, 9])
}
