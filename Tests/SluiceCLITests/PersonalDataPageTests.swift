// The page about personal data says what the rules do.

import Foundation
import SluiceCLI
import SluiceRules
import Testing

struct PersonalDataPageTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func theTableIsCurrent() throws {
        let page = try String(contentsOf: Self.root.appendingPathComponent("Docs/personal-data.md"), encoding: .utf8)
        let rules = RuleDirectory.readAll(Self.root.appendingPathComponent("Rules").path, readsExamples: false)
            .definitions
        let table = PersonalDataListing.markdown(rules)
        #expect(
            page.hasSuffix("\n\n" + table),
            "Docs/personal-data.md is not current: run `make personal-data`, which writes its table again"
        )
    }

    @Test func theProgramPrintsTheTable() throws {
        let run = try Program.run(["rules", "list", "--only", "pii", "--format", "markdown"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("| country | type | finds | rule | proof |"))
        #expect(
            run.output.contains("| any | `EMAIL_ADDRESS` | Email address | `email-address` | top-level domain | no |")
        )
        #expect(!run.output.contains("github-token"))
    }
}
