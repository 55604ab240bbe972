// Licences that tags, sentences and fields name, and how they are joined.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

struct LicenseNameTests {
    private static let guardrail = Result {
        let lists =
            "{licenses: '\(LicenseTexts.folder)/license-ids.txt', names: '\(LicenseTexts.folder)/license-names.txt'}"
        return try SmallRules.guardrail(
            "rules:\n"
                + ["license-tag", "license-notice", "license-field"].map { name in
                    SmallRules.rule(name, "matcher: \(name)\noptions: \(lists)")
                }
                .joined()
        )
    }

    private static func licenses(in text: String) throws -> [String?] {
        FilterRun(Array(text.utf8), cutAt: [], guardrail: try guardrail.get()).findings.map(\.finding.entity)
    }

    private static let cases: [(text: String, expression: String)] = [
        ("SPDX-License-Identifier: MIT, AGPL-3.0-only", "MIT AND AGPL-3.0-only"),
        ("SPDX-License-Identifier: MIT / AGPL-3.0-only", "MIT OR AGPL-3.0-only"),
        ("SPDX-License-Identifier: MIT, Own-1.0", "MIT AND unknown"),
        ("SPDX-License-Identifier: MIT, see LICENSE", "MIT"), ("SPDX-License-Identifier: MIT // here", "MIT"),
        ("SPDX-License-Identifier: GPL-3.0", "GPL-3.0-only"),
        ("It is licensed under GPL-3.0.", "GPL-3.0-only"), ("It is licensed under the GPL v3.", "GPL-3.0-only"),
        ("It is licensed under the GPL v2 or later.", "GPL-2.0-or-later"),
        ("It is licensed under the GPL v2. Use it now or later.", "GPL-2.0-only"),
        ("It is licensed under the GNU GPL, version 3 only.", "GPL-3.0-only"),
        ("It is licensed under MIT and AGPL-3.0.", "MIT AND AGPL-3.0-only"),
        ("It is licensed under the MIT license and the AGPL-3.0 license.", "MIT AND AGPL-3.0-only"),
        ("released under the Apache License 2.0 or the MIT license", "Apache-2.0 OR MIT"),
        ("Licensed under either of Apache License, Version 2.0 or MIT license at your option.", "Apache-2.0 OR MIT"),
        ("Dual licensed under the MIT or GPL Version 2 licenses.", "MIT OR GPL-2.0-only"),
        ("licensed under the MIT, BSD-3-Clause, and AGPL-3.0 licenses", "MIT AND BSD-3-Clause AND AGPL-3.0-only"),
        ("licensed under the MIT license. Version 2 came later.", "MIT"),
        ("licensed under the MIT license and Python bindings", "MIT"),
        (
            "under the terms of the GNU General Public License as published by the Free Software Foundation, Inc.;"
                + " either version 2 of the License, or (at your option) any later version.", "GPL-2.0-or-later"
        ),
        ("**License**: AGPL-3.0\n", "AGPL-3.0-only"), ("**License:** AGPL-3.0\n", "AGPL-3.0-only"),
        ("License-Expression: AGPL-3.0-only\n", "AGPL-3.0-only"), ("License: `AGPL-3.0`\n", "AGPL-3.0-only"),
        ("## License\n\nAGPL-3.0\n\nMore.\n", "AGPL-3.0-only"), ("License\n=======\n\nGPLv3\n", "GPL-3.0-only"),
        ("license: AGPL-3.0-only # ours\n", "AGPL-3.0-only"), ("  license \"AGPL-3.0-only\"\n", "AGPL-3.0-only"),
        ("  license any_of: [\"MIT\", \"AGPL-3.0-only\"]\n", "MIT OR AGPL-3.0-only"),
        ("  license all_of: [\"MIT\", \"GPL-3.0-only\"]\n", "MIT AND GPL-3.0-only"),
        ("  license :all_of => ['MIT', 'GPL-3.0-only',]\n", "MIT AND GPL-3.0-only"),
        (
            "  license all_of: [\n    \"Apache-2.0\",\n    any_of: [\"MIT\", \"GPL-3.0-only\"],\n  ]\n",
            "Apache-2.0 AND (MIT OR GPL-3.0-only)"
        ),
        (
            "  license any_of: [\"MIT\", { all_of: [\"ISC\", \"Zlib\"] }, \"0BSD\"]\n",
            "MIT OR ISC AND Zlib OR 0BSD"
        ),
        (
            "  license all_of: [{ \"GPL-2.0-only\" => { with: \"Classpath-exception-2.0\" } }, \"Own-1\"]\n",
            "GPL-2.0-only WITH Classpath-exception-2.0 AND unknown"
        ),
        ("  license all_of: [:public_domain, \"GPL-3.0-only\"]\n", "unknown AND GPL-3.0-only"),
        ("  license all_of: [\"MIT\", :public_domain, \"ISC\"]\n", "MIT AND unknown AND ISC"),
        ("  license all_of: [\"MIT\", method_of_ours, \"ISC\"]\n", "MIT AND unknown"),
        ("![](https://img.shields.io/badge/license-MIT-blue.svg)", "MIT"),
        ("<img src='//img.shields.io/badge/License-GPL--3.0-green'>", "GPL-3.0-only"),
        ("https://img.shields.io/badge/license-Apache_2.0-blue?a=b", "Apache-2.0"),
        ("https://img.shields.io/badge/licence-MIT%20OR%20AGPL--3.0--or--later-red", "MIT OR AGPL-3.0-or-later"),
        ("https://badgen.net/badge/license/AGPL-3.0/blue", "AGPL-3.0-only"),
        ("https://img.shields.io/static/v1?label=License&message=GPL+v3&color=red", "GPL-3.0-only"),
        (
            "{\"license\": \"\(String(repeating: "(", count: 90))MIT OR ISC\(String(repeating: ")", count: 90))\"}",
            "MIT OR ISC"
        ),
        ("License: MIT, AGPL-3.0\n", "MIT AND AGPL-3.0-only"), ("{\"license\": \"MIT, Own-2\"}", "MIT AND unknown"),
        ("[![License: AGPL v3](https://img.example/x.svg)](https://example.org)", "AGPL-3.0-only"),
        ("License: GPL (>= 2)\n", "GPL-2.0-or-later"), ("License: GPL 2\n", "GPL-2.0-only"),
    ]

    @Test(arguments: cases) func isNamed(text: String, expression: String) throws {
        #expect(try Self.licenses(in: "x\n\(text)\nend of it\n") == [expression])
        #expect(EveryCut.flagged("x\n\(text)\nend of it\n", try Self.guardrail.get()).count == 1)
    }

    @Test(arguments: [
        "# License\n\nSee the file LICENSE.\n", "License\n\nMIT is a place in Cambridge.\n",
        "a license any of you has\n",
        "license \"of the driver\"\n", "license: see it # MIT\n", "[License](MIT)\n", "the license / MIT\n",
        "licensed under, and later or\n", "SPDX-License-Identifier: , MIT\n",
    ])
    func isNotNamed(text: String) throws {
        #expect(try Self.licenses(in: text).isEmpty)
    }

    private static let pieces =
        cases.map { $0.text + "\n" } + [
            "MIT", ", ", " and ", " or ", "license", ": ", "\n", "GPL-3.0", "v2", ".", "licensed under ",
        ]

    @Test(arguments: 1...2 as ClosedRange<UInt64>) func everyCutFindsTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail.get()
        #expect(
            EveryCut.findingCount(inSoupsOf: Self.pieces, counts: 2...9, rounds: 40, seed: seed, cutEvery: 5, guardrail)
                > 20
        )
    }
}
