// What is understood of betterleaks' filter expressions.

import SluiceRules
import Testing

@Test func filtersBecomeExceptions() {
    let filter = GitleaksFilter(
        """
        // Too little to be a key.
        entropy(finding["secret"]) <= 3.5
          || (matchesAny(finding["match"], [`^a`, "b\\\\d"]) && containsAny(finding["secret"], ["x"]))
          || matchesAny(get(attributes, "path", ""), [ `\\.md$`, ])
        """
    )
    #expect(filter.isWhole)
    #expect(filter.entropy == 3.5)
    #expect(filter.allowlists.count == 2)
    #expect(filter.allowlists.first?.isConjunction == true)
    #expect(filter.allowlists.first?.regexes == ["^a", "b\\d"])
    #expect(filter.allowlists.first?.target == .match)
    #expect(filter.allowlists.first?.stopWords == ["x"])
    #expect(filter.allowlists.last?.paths == ["\\.md$"])
}

/// Less than is kept apart from at most.
@Test func entropyBoundsAreExact() {
    #expect(GitleaksFilter("entropy(finding[\"secret\"]) < 3").entropy == 3.0.nextDown)
    #expect(GitleaksFilter("filter.entropy(finding[\"secret\"]) <= 3").entropy == 3)
}

@Test(arguments: [
    ("entropy(finding[\"secret\"]) <= 3 || tokens(finding[\"secret\"]) >= 2.5", 3.0, 0),
    ("tokens(\"||\", [1, 2]) > 4 || containsAny(finding[\"secret\"], [\"x\"])", nil, 1),
    ("matchesAny(finding[\"secret\"], [`(?=a)`])", nil, 0),
    ("let a = 1; entropy(finding[\"secret\"]) <= 3", nil, 0),
    ("entropy(finding[\"secret\"]) <= 3 ? true : false", nil, 0),
    ("entropy(finding[\"secret\"]) <= 3 && tokens(1) > 2", nil, 0),
    ("!matchesAny(finding[\"secret\"], [`a`])", nil, 0),
    ("matchesAny(finding[\"secret\"], [`a`", nil, 0),
    ("((((((", nil, 0), ("", nil, 0), (")", nil, 0), ("`", nil, 0),
])
func whatIsNotUnderstoodIsTold(text: String, entropy: Double?, lists: Int) {
    let filter = GitleaksFilter(text)
    #expect(!filter.isWhole)
    #expect(filter.entropy == entropy)
    #expect(filter.allowlists.count == lists)
}

@Test func nestingIsBounded() {
    #expect(!GitleaksFilter(String(repeating: "(", count: 100_000)).isWhole)
}
