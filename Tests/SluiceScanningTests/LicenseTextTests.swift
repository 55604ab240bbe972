// Licence texts are known by their own name, however they are written down, cut and put one after the other.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

struct LicenseTextTests {
    private static let guardrail = Result {
        try SmallRules.guardrail(
            "rules:\n"
                + SmallRules.rule(
                    "license-text",
                    "matcher: license-text\noptions: {index: '\(LicenseTexts.folder)/license-texts.idx'}"
                )
        )
    }

    /// The licences that are found in a text, read as a whole.
    private static func licenses(in text: String) throws -> [String?] {
        FilterRun(Array(text.utf8), cutAt: [], guardrail: try guardrail.get()).findings.map(\.finding.entity)
    }

    private static let ways: [@Sendable (String) -> String] = [
        { $0 }, { $0.uppercased() }, { $0.replacing("\n", with: "\r\n") },
        { $0.split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(separator: "\n") },
        { "/*\n" + $0.replacing("\n", with: "\n * ") + "\n */\nint main(void) { return 0; }\n" },
        { "\"" + $0.replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\"" },
        { $0.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "\n") },
        { "Copyright (c) 2021 Acme Inc\nAll rights reserved.\n\n" + $0 },
        { "Copyright 2019, 2020 Jane Doe <jane@example.org>\n\n" + $0 + "\n\nimport os\n\nprint(os.getcwd())\n" },
    ]

    @Test(arguments: LicenseTexts.texts + LicenseTexts.headers)
    func hasItsName(name: String, text: String) throws {
        for (number, way) in Self.ways.enumerated() {
            #expect(try Self.licenses(in: way(text)) == [name], "way \(number)")
        }
    }

    /// Licences that share so many sentences that they may be taken for each other where they meet.
    private static let families: [Set<String>] = [
        [
            "AGPL-3.0-or-later", "GPL-2.0-or-later", "GPL-3.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-or-later",
            "Apache-2.0",
        ],
        ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC"], ["Apache-2.0", "BSD-2-Clause", "MIT"],
    ]

    @Test(arguments: LicenseTexts.texts + LicenseTexts.headers)
    func eachOfTwoHasItsName(first: String, text: String) throws {
        for (second, other) in LicenseTexts.texts + LicenseTexts.headers
        where !Self.families.contains(where: { $0.isSuperset(of: [first, second]) }) && first != second {
            let found = try Self.licenses(in: text + "\n\n----\n\n" + other)
            #expect(Set(found) == [first, second] && found.first == first, "\(first) and \(second): \(found)")
        }
    }

    /// The texts that Debian has on every machine, each one finding.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/common-licenses")),
        arguments: [
            ("Apache-2.0", "Apache-2.0"), ("Artistic", "Artistic-1.0-Perl"), ("BSD", "BSD-3-Clause"),
            ("CC0-1.0", "CC0-1.0"),
            ("GPL-2", "GPL-2.0-only"), ("LGPL-2", "LGPL-2.0-only"), ("LGPL-2.1", "LGPL-2.1-only"),
            ("MPL-1.1", "MPL-1.1"),
            ("MPL-2.0", "MPL-2.0"), ("GFDL-1.2", "GFDL-1.2-only"), ("GPL-3", "GPL-3.0-only"),
        ]
    )
    func commonLicense(file: String, name: String) throws {
        let text = try String(contentsOf: URL(filePath: "/usr/share/common-licenses/\(file)"), encoding: .utf8)
        #expect(try Self.licenses(in: text).first == name)
    }

    @Test(arguments: [
        "Which license should I choose for my library, and what does a warranty disclaimer mean?",
        "Licensed or not, the software is provided by us. The terms of the agreement shall govern all rights herein.",
        "You may copy it. You may modify it. There is no warranty, and no liability for damages. All rights reserved.",
    ])
    func findsNothingInProse(text: String) throws {
        #expect(try Self.licenses(in: String(repeating: text + "\n", count: 20)).isEmpty)
    }

    private static let pieces =
        (LicenseTexts.texts + LicenseTexts.headers).flatMap { $0.text.split(separator: "\n\n").map { $0 + "\n\n" } }
        .map(String.init)
        + ["license ", "copyright\n", "let x = 1\n", "\\n", "shall "]

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func everyCutFindsTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail.get()
        #expect(
            EveryCut.findingCount(
                inSoupsOf: Self.pieces,
                counts: 3...14,
                rounds: 12,
                seed: seed,
                cutEvery: 97,
                guardrail
            ) > 5
        )
    }

    /// No word at which the matcher is asked is longer, in bytes.
    private static let longestAnchor = 16

    @Test func holdsAByte() throws {
        let text = LicenseTexts.texts.map(\.text).joined(separator: "\n\n") + String(repeating: "x ", count: 800)
        let (findingCount, mostHeld) = EveryCut.stream(text, chunk: 7, try Self.guardrail.get())
        #expect(findingCount > 1)
        #expect(mostHeld <= Self.longestAnchor)
    }
}
