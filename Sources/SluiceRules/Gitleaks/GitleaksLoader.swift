// Turns gitleaks configurations into rule definitions.

import Foundation
import SluiceModel

/// Reads a gitleaks configuration with what it extends, and turns it into rule definitions.
package struct GitleaksLoader {
    /// What a configuration gives.
    package struct Result {
        package var rules: [RuleDefinition] = []
        package var problems: [RuleSetError.Problem] = []
        /// What is not done as a file asks for, apart from single rules.
        package var remarks: [RuleSetError.Problem] = []
    }

    /// Configurations extend others so often, as in gitleaks; what those extend is not read.
    package static let maximumDepth = 2

    /// The variable that names a file with the configuration that gitleaks has built in, for `extend.useDefault`: it is
    /// no part of Sluice.
    package static let defaultVariable = "SLUICE_GITLEAKS_DEFAULT"

    private var result = Result()
    /// Where something is extended that was not read, so that the names of its rules are not known.
    private var gap: SourceLocation?
    /// What speaks of rules that are not there, on account of the gap as it seems.
    private var dangling = GitleaksDanglingNames()

    /// Reads `file`.
    package static func load(file: String) -> Result {
        var loader = GitleaksLoader()
        guard var configuration = loader.configuration(of: file, chain: []) else { return loader.result }
        loader.tellAllowlists(of: configuration, file: file)
        loader.target(&configuration)
        for entry in configuration.rules { loader.add(entry, in: configuration) }
        loader.tellDanglingNames()
        return loader.result
    }

    private mutating func configuration(of file: String, chain: [String]) -> GitleaksConfiguration? {
        let text: String
        do {
            text = try RuleDirectory.text(ofFile: file)
        } catch {
            result.problems += error.problems
            return nil
        }
        let read = GitleaksFileReader.read(text: text, file: file)
        var configuration = read.configuration
        result.problems += read.problems
        result.remarks += read.remarks
        let chain = chain + [Self.identity(of: file)]
        let extend = configuration.extend
        configuration.disabled = Set(extend.disabledRules)
        guard extend.path != nil || extend.usesDefault else { return configuration }
        let here = SourceLocation(file: file, line: extend.line)
        func place(_ reason: String) -> RuleSetError.Problem { .init(location: here, rule: nil, reason: reason) }
        guard chain.count <= Self.maximumDepth else {
            gap = gap ?? here
            result.remarks.append(
                place(
                    "what it extends is not read, as in gitleaks: configurations are followed \(Self.maximumDepth) deep"
                )
            )
            return configuration
        }
        guard let base = baseFile(of: extend, in: file) else {
            gap = gap ?? here
            let isThere = extend.path == nil
            if isThere {
                result.remarks.append(
                    place(
                        "extend.useDefault: gitleaks' own configuration is no part of Sluice, and only the rules of this file"
                            + " were read; name a copy of it in $\(Self.defaultVariable)"
                    )
                )
            } else {
                result.problems.append(place("extend.path: there is no such file, neither beside this one nor here"))
            }
            return configuration
        }
        guard !chain.contains(Self.identity(of: base)) else {
            gap = gap ?? here
            result.problems.append(place("extend.path leads back to a file that extends this one"))
            return configuration
        }
        let before = result.problems.count
        let other = self.configuration(of: base, chain: chain)
        if result.problems.count > before { gap = gap ?? here }
        guard let other else { return configuration }
        let known = Set(other.rules.map(\.id))
        let unknown = extend.disabledRules.filter { !known.contains($0) }
        if !unknown.isEmpty {
            let verb = unknown.count == 1 ? "that is" : "that are"
            result.remarks.append(place("extend.disabledRules names \(SafeName.list(unknown)) \(verb) not there"))
        }
        configuration.extend(other)
        return configuration
    }

    /// Allowlists that cannot be decided from a text are told once: their findings will be told as long as they are.
    private mutating func tellAllowlists(of configuration: GitleaksConfiguration, file: String) {
        let lists =
            configuration.allowlists + configuration.targeted.map(\.list)
            + configuration.rules.flatMap(\.rule.allowlists)
        let count = lists.count(where: \.asksForPathsAndMatches)
        guard count > 0 else { return }
        result.remarks.append(
            .init(
                location: SourceLocation(file: file, line: 1),
                rule: nil,
                reason: "\(count) \(count == 1 ? "allowlist is" : "allowlists are") left out, for asking for a path and"
                    + " something else at once (AND); `sluice rules lint --notes` names the rules"
            )
        )
    }

    /// What only follows from a gap is told once: the gap is what is to be mended. Where it is no error, neither is this.
    private mutating func tellDanglingNames() {
        guard let gap, let summary = dangling.summary else { return }
        let told = RuleSetError.Problem(location: gap, rule: nil, reason: summary)
        if result.problems.isEmpty { result.remarks.append(told) } else { result.problems.append(told) }
    }

    private func baseFile(of extend: GitleaksConfiguration.Extend, in file: String) -> String? {
        guard let path = extend.path else {
            return ProcessInfo.processInfo.environment[Self.defaultVariable].flatMap { $0.isEmpty ? nil : $0 }
        }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        // gitleaks takes the path from where it runs.
        let places = path.hasPrefix("/") ? [path] : [folder.appendingPathComponent(path).path, path]
        return places.first { FileManager.default.fileExists(atPath: $0) }
    }

    private static func identity(of file: String) -> String {
        URL(fileURLWithPath: file).standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// Gives exceptions to the rules that they target.
    private mutating func target(_ configuration: inout GitleaksConfiguration) {
        for (rules, list, place) in configuration.targeted {
            for id in rules {
                guard let index = configuration.rules.firstIndex(where: { $0.id == id }) else {
                    // What is excepted from a rule that is switched off needs no rule, as in gitleaks.
                    if configuration.disabled.contains(id) { continue }
                    if gap != nil {
                        dangling.targets.append(id)
                        continue
                    }
                    result.problems.append(
                        .init(
                            location: place,
                            rule: nil,
                            reason:
                                "[[allowlists]]: `targetRules` names \(SafeName.quoted(id) ?? "a rule") that is not there"
                        )
                    )
                    continue
                }
                configuration.rules[index].rule.allowlists.append(list)
            }
        }
    }

    private mutating func add(_ entry: GitleaksConfiguration.Entry, in configuration: GitleaksConfiguration) {
        func problem(_ reason: String) -> RuleSetError.Problem {
            .init(location: entry.place, rule: entry.id, reason: reason)
        }
        guard entry.rule.regex != nil || entry.rule.path != nil else {
            // What changes a rule that is switched off changes nothing, as in gitleaks.
            if configuration.disabled.contains(entry.id) { return }
            if gap != nil {
                dangling.rules.append(entry.id)
            } else {
                result.problems.append(problem("`regex` and `path` are both missing, so that it would find nothing"))
            }
            return
        }
        for requirement in entry.rule.required
        where !configuration.rules.contains(where: { $0.id == requirement.rule }) {
            result.problems.append(
                problem("[[rules.required]]: there is no rule \(SafeName.quoted(requirement.rule) ?? "of this id")")
            )
        }
        var entry = entry
        entry.rule.globalAllowlists = configuration.allowlists
        let id = Self.identifier(from: entry.id)
        if id != entry.id { entry.remarks.append("its id is spelt `\(id)` here") }
        let isGeneric = entry.id.lowercased().contains("generic")
        var tags = entry.tags + [Self.tag]
        if isGeneric { tags.append(CompiledRule.genericTag) }
        var confidence = entry.confidence ?? .medium
        if entry.lacksFilter { confidence = min(confidence, .low) }
        var definition = RuleDefinition(
            description: RuleDescription(
                id: RuleID(id),
                name: entry.id,
                summary: entry.description.isEmpty ? "Found by a rule of a gitleaks configuration." : entry.description,
                category: .secret,
                severity: .high,
                confidence: confidence,
                entity: nil,
                directions: Set(Direction.allCases),
                languages: [],
                tags: Self.unique(tags),
                references: [],
                source: entry.place
            ),
            detection: .gitleaks(entry.rule)
        )
        definition.remarks = entry.remarks
        result.rules.append(definition)
    }

    /// What all rules of such configurations are tagged with.
    package static let tag = "gitleaks"

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// An id in the spelling that Sluice's rules have.
    package static func identifier(from text: String) -> String {
        var result = ""
        for byte in text.utf8.prefix(80) {
            switch byte.asciiLetterOrDigit {
            case let byte?: result.unicodeScalars.append(Unicode.Scalar(byte))
            case nil: if !result.hasSuffix("-"), !result.isEmpty { result += "-" }
            }
        }
        while result.hasSuffix("-") { result.removeLast() }
        return result.isEmpty ? "rule" : result
    }
}

extension UInt8 {
    /// The byte in lower case where it is an ASCII letter or digit.
    fileprivate var asciiLetterOrDigit: UInt8? {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): self
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self | 0x20
        default: nil
        }
    }
}

extension GitleaksLoader.Result {
    /// Gives rules whose id another rule has already one of their own, which names their file.
    package mutating func rename(apartFrom taken: inout Set<String>, file: String) {
        let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        for index in rules.indices {
            let id = rules[index].description.id.rawValue
            guard !taken.insert(id).inserted else { continue }
            let base = GitleaksLoader.identifier(from: "\(stem)-\(id)")
            var other = base
            var count = 2
            while !taken.insert(other).inserted {
                other = "\(base)-\(count)"
                count += 1
            }
            rules[index].description = rules[index].description.renamed(RuleID(other))
            rules[index].remarks.append("another rule is called `\(id)`: this one's id is `\(other)`")
        }
    }
}

extension RuleDescription {
    fileprivate func renamed(_ id: RuleID) -> RuleDescription {
        RuleDescription(
            id: id,
            name: name,
            summary: summary,
            category: category,
            severity: severity,
            confidence: confidence,
            entity: entity,
            directions: directions,
            languages: languages,
            tags: tags,
            references: references,
            source: source
        )
    }
}
