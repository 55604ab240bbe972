// All texts that lead to packages of Swift and CocoaPods.

extension PackagePlace {
    /// Packages of Swift go by the paths of their repositories, or by their names in a registry.
    static let swift: [PackagePlace] =
        [
            repository("url: \"", .call), repository("\"location\" : \"", .kind), repository("\"location\": \"", .kind),
            repository("\"repositoryURL\": \"", .text), repository("repositoryURL = \"", .text),
            PackagePlace(.manifest, .quotedName, [.swift], "package(id: \"", isCertain: true),
        ]
        + ["", "\"", "'"].map {
            PackagePlace(.install, .repository(behind: .text), [.swift], " add-dependency " + $0, isCertain: true)
        }

    private static func repository(_ text: String, _ lead: RepositoryLead) -> PackagePlace {
        PackagePlace(.manifest, .repository(behind: lead), [.swift], text, isCertain: true)
    }

    static let cocoapods: [PackagePlace] = [
        PackagePlace(.manifest, .pod, [.cocoapods], "pod ", then: plainQuotes, gate: lineStart, isCertain: true),
        PackagePlace(.manifest, .pod, [.cocoapods], "pod(", then: plainQuotes, gate: lineStart, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.cocoapods], ".dependency ", then: plainQuotes, isCertain: true),
        podLine(" (", gate: goVersion), podLine(" (= "), podLine(" (~> "), podLine(" (>= "),
    ]

    private static func podLine(_ text: String, gate: CandidateGate? = nil) -> PackagePlace {
        PackagePlace(.manifest, .version(.podLine), [.cocoapods], text, then: .digits, gate: gate, isCertain: false)
    }
}
