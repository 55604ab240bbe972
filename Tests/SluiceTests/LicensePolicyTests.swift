// What policies do about licences: on expressions, in streams, beside entries.

import Sluice
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct LicensePolicyTests {
    private static let file = """
        version: 1
        name: licences
        licenses:
          deny: [AGPL-*, "GPL-3.0-*", SSPL-1.0]
          warn: [LGPL-*, MPL-2.0, GPL-2.0-*]
          allow: ["GPL-2.0-* WITH Classpath-*", MIT]
          unknown: warn
        policies:
          - name: legal-may-everything
            when: {category: license, metadata: {team: legal}}
            then: {action: log}
        """

    private func decision(
        _ license: String,
        team: String? = nil,
        file: String = Self.file
    ) throws -> PolicyDecision {
        let policy = try Policy.read(text: file, file: "f")
        let rule = RuleDescription(
            id: "license-tag",
            name: "n",
            summary: "s",
            category: .license,
            severity: .low,
            confidence: .high,
            entity: nil,
            directions: Set(Direction.allCases),
            languages: [],
            tags: [],
            references: [],
            source: SourceLocation(file: "f", line: 1)
        )
        let context = PolicyContext(metadata: team.map { ["team": $0] } ?? [:])
        return BoundPolicy(policy, rules: [rule]).view(for: context)
            .decide(rule: 0, confidence: .high, isSample: false, license: license)
    }

    @Test(arguments: [
        ("MIT", Action.allow), ("AGPL-3.0-only", .block), ("agpl-3.0-or-later", .block), ("LGPL-2.1-only", .log),
        ("MIT OR AGPL-3.0-only", .allow), ("MIT AND AGPL-3.0-only", .block), ("Zlib", .log),
        ("GPL-2.0-only WITH Classpath-exception-2.0", .allow), ("GPL-2.0-only WITH Font-exception-2.0", .log),
        ("(MIT OR GPL-3.0-only) AND MPL-2.0", .log), ("unknown", .log), ("MIT OR unknown", .allow),
        ("GPL-3.0-only OR AGPL-3.0-only", .block),
    ])
    func judgesExpressions(license: String, action: Action) throws {
        let decision = try decision(license)
        #expect(decision.action == action)
        #expect(decision.entry == (license == "Zlib" ? nil : "licenses"))
    }

    /// Patterns may spell a licence as it was spelled before; findings never do.
    @Test(arguments: [
        ("GPL-3.0", "GPL-3.0-only", true), ("gpl-3.0", "GPL-3.0-or-later", false),
        ("GPL-3.0+", "GPL-3.0-or-later", true), ("LGPL-2.1+", "LGPL-2.1-only", false),
        ("AGPL-3.0", "AGPL-3.0-only", true), ("GFDL-1.3", "GFDL-1.3-only", true), ("Apache-2.0+", "Apache-2.0", true),
        ("GPL-2.0 WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", true),
        ("GPL-2.0 WITH Classpath-exception-2.0", "GPL-2.0-only", false), ("GPL-3.0*", "GPL-3.0-or-later", true),
        ("GPL-3.0-with-GCC-exception", "GPL-3.0-only", false),
    ])
    func oldSpellings(pattern: String, license: String, isDenied: Bool) throws {
        let file = "version: 1\nlicenses: {deny: ['\(pattern)']}\npolicies: []\n"
        #expect(try decision(license, file: file).action == (isDenied ? .block : .log))
    }

    @Test func entriesDecideFirst() throws {
        let decision = try decision("AGPL-3.0-only", team: "legal")
        #expect(decision.action == .log && decision.entry == "legal-may-everything")
    }

    @Test(arguments: [
        ("licenses: [MIT]", "must be a map"),
        ("licenses: {deny: [MIT], forbid: [X]}", "`forbid` is not a field of `licenses`"),
        ("licenses: {unknown: block}", "`licenses.unknown` must be one of deny, warn, allow"),
    ])
    func mistakesAreNamed(line: String, reason: String) {
        #expect { try Policy.read(text: "version: 1\nname: p\n\(line)\npolicies: []\n", file: "f") } throws: { error in
            "\(error)".contains(reason)
        }
    }

    /// A denied licence ends the stream before it, one that may be chosen away does not.
    @Test(arguments: [
        ("// SPDX-License-Identifier: AGPL-3.0-only\nint x;\n", true),
        ("// SPDX-License-Identifier: MIT OR AGPL-3.0-only\nint x;\n", false),
        ("This is licensed under the GNU Affero General Public License v3.\nint x;\n", true),
        ("// SPDX-License-Identifier: MIT AND ISC AND Zlib AND X11 AND 0BSD AND AGPL-3.0-only\nint x;\n", true),
        ("// SPDX-License-Identifier: MIT OR ISC OR Zlib OR X11 OR 0BSD OR AGPL-3.0-only\nint x;\n", false),
        ("// SPDX-License-Identifier: " + String(repeating: "MIT AND ", count: 62) + "AGPLv3\nint x;\n", true),
        ("// SPDX-License-Identifier: MIT AND\n//   AGPL-3.0-only\nint x;\n", true),
        ("# SPDX-License-Identifier: MIT\r\n# AND AGPL-3.0-only\r\nint x;\n", true),
        ("# SPDX-License-Identifier: MIT\n# and AGPL-3.0-only\nint x;\n", false),
        ("{\"SPDX-License-Identifier\": \"AGPL-3.0-only\"}\n", true),
        ("SPDX-License-Identifier : (AGPL-3.0-only\nint x;\n", true),
        ("{\"license\": [\"AGPL-3.0\", \"SSPL-1.0\"]}\n", true), ("{\"license\": [\"AGPL-3.0\", \"MIT\"]}\n", false),
        ("{\"licenses\": [{\"type\": \"SSPL-1.0\", \"url\": \"x\"},\n {\"type\": \"AGPL-3.0\"}]}\n", true),
        ("s.licenses = ['MIT', 'AGPL-3.0']\n", false), ("s.licenses = ['AGPL-3.0']\n", true),
        ("__license__ = \"AGPLv3\"\n", true), (" * @license AGPL-3.0-or-later\n */\n", true),
        ("MODULE_LICENSE(\"GPL v3\");\n", true), ("MODULE_LICENSE(\"Dual MIT/GPL v3\");\n", false),
        ("{\"license\": \"MIT\"}\n", false), ("{\"license\": \"SSPL-1.0\"}\n", true),
    ])
    func blocksInStreams(text: String, isBlocked: Bool) throws {
        let guardrail = try TestRules.guardrail(policy: try Policy.read(text: Self.file, file: "f"))
        for size in [1, 7, 4_096] {
            var filter = TextFilter(guardrail: guardrail, context: PolicyContext(direction: .response))
            var output = FilterOutput()
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                filter.append(bytes.span.extracting(start..<min(bytes.count, start + size)), to: &output)
            }
            filter.finish(to: &output)
            #expect((output.isBlocked) == isBlocked, "\(size)")
            #expect(
                String(decoding: output.bytes, as: UTF8.self).contains("int x") == (!isBlocked && text.contains("int"))
            )
        }
    }
}
