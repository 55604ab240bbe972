// Reads a rules directory, and beneath it those that it extends.

import SluiceModel

/// Reads a rules directory, and beneath it those that it extends: an organisation's own over the ones that come with
/// Sluice.
struct RuleLayers {
    private let readsExamples: Bool
    /// The directories that have been begun, links resolved.
    private var begun: Set<String> = []
    /// Those whose bases are being read, from the uppermost on.
    private var path: [String] = []

    /// How many directories may stand on each other.
    private static let mostLayers = 8

    /// What a directory and all beneath it hold.
    struct Layer {
        var rules: [RuleDefinition] = []
        var labels: [LabelList] = []
        var problems: [RuleSetError.Problem] = []
        var remarks: [RuleSetError.Problem] = []
    }

    init(readsExamples: Bool) {
        self.readsExamples = readsExamples
    }

    /// Reads a directory with all beneath it.
    mutating func read(_ directory: String) -> Layer {
        let listing = RuleDirectory.listing(of: directory)
        guard listing.problems.isEmpty else { return Layer(problems: listing.problems) }
        guard !listing.files.isEmpty else {
            let reason = "there are no rule files (.yaml, .yml or .toml) in this directory"
            return Layer(problems: [RuleDirectory.problem(directory, reason)])
        }
        // Parsing YAML is most of the time that a rule set takes to load.
        let reads = readsExamples
        let files = listing.files.filter { !Self.isConfiguration($0) }
            .concurrentMap { Self.contents(ofFile: $0, readsExamples: reads) }
        var layer = beneath(files, of: directory)
        let named = LabelList.resolve(in: files, bases: layer.labels)
        layer.problems += files.flatMap(\.problems) + RuleFileContents.duplicateProblems(in: files) + named.problems
        layer.problems += Self.apply(files.flatMap(\.changes), to: &layer.rules)
        layer.problems += Self.put(named.rules, onto: &layer.rules)
        let own = files.flatMap(\.labels)
        layer.labels = layer.labels.filter { base in !own.contains { $0.name == base.name } } + own
        var taken = Set(files.flatMap(\.identifiers).map(\.id)).union(layer.rules.map(\.description.id.rawValue))
        for file in listing.files where Self.isConfiguration(file) {
            var loaded = GitleaksLoader.load(file: file)
            layer.problems += loaded.problems
            layer.remarks += loaded.remarks
            loaded.rename(apartFrom: &taken, file: file)
            layer.rules += loaded.rules
        }
        return layer
    }

    /// The files of a directory and of all beneath it.
    mutating func files(of directory: String) throws(RuleSetError) -> [String] {
        guard begun.insert(RuleDirectory.resolved(directory)).inserted else { return [] }
        var files = try RuleDirectory.files(in: directory)
        for file in files where !Self.isConfiguration(file) {
            // Most files extend nothing, which shows without parsing them.
            guard try RuleDirectory.text(ofFile: file).contains("extends") else { continue }
            for base in Self.contents(ofFile: file, readsExamples: false).bases {
                files += try self.files(of: Self.path(of: base.path, besides: file))
            }
        }
        return files
    }

    /// The directories beneath one, nearest first, as its files name them.
    mutating func bases(of directory: String) throws(RuleSetError) -> [String] {
        guard begun.insert(RuleDirectory.resolved(directory)).inserted else { return [] }
        var bases: [String] = []
        for file in try RuleDirectory.files(in: directory) where !Self.isConfiguration(file) {
            guard try RuleDirectory.text(ofFile: file).contains("extends") else { continue }
            bases += Self.contents(ofFile: file, readsExamples: false).bases
                .map { Self.path(of: $0.path, besides: file) }
        }
        var result: [String] = []
        for base in bases where !begun.contains(RuleDirectory.resolved(base)) {
            result += [base] + (try self.bases(of: base))
        }
        return result
    }

    /// The layers beneath a directory with these files.
    private mutating func beneath(_ files: [RuleFileContents], of directory: String) -> Layer {
        let name = RuleDirectory.resolved(directory)
        begun.insert(name)
        path.append(name)
        defer { path.removeLast() }
        var layer = Layer()
        for (base, place) in files.flatMap(\.bases) {
            let base = Self.path(of: base, besides: place.file)
            let baseName = RuleDirectory.resolved(base)
            func problem(_ reason: String) -> RuleSetError.Problem {
                RuleSetError.Problem(location: place, rule: nil, reason: "`extends`: \(reason)")
            }
            if path.contains(baseName) {
                layer.problems.append(problem("the directory extends itself"))
            } else if path.count >= Self.mostLayers {
                layer.problems.append(problem("more than \(Self.mostLayers) directories stand on each other"))
            } else if !begun.contains(baseName) {
                let below = read(base)
                let known = Dictionary(layer.rules.map { ($0.description.id, $0.description.source) }) { $1 }
                for rule in below.rules {
                    guard let other = known[rule.description.id] else { continue }
                    layer.problems.append(
                        problem("`\(rule.description.id)` is a rule of two of them, also at \(other)")
                    )
                }
                layer.rules += below.rules
                layer.labels += below.labels
                layer.problems += below.problems
                layer.remarks += below.remarks
            }
        }
        return layer
    }

    private static func apply(
        _ changes: [RuleChange],
        to rules: inout [RuleDefinition]
    ) -> [RuleSetError.Problem] {
        var problems: [RuleSetError.Problem] = []
        for change in changes { problems += change.apply(to: &rules) }
        return problems
    }

    /// Puts rules onto those beneath, in the place of those that they override.
    private static func put(
        _ rules: [RuleDefinition],
        onto beneath: inout [RuleDefinition]
    ) -> [RuleSetError.Problem] {
        var problems: [RuleSetError.Problem] = []
        let places = Dictionary(beneath.enumerated().map { ($0.element.description.id, $0.offset) }) { $1 }
        for rule in rules {
            func problem(_ reason: String) -> RuleSetError.Problem {
                let description = rule.description
                return .init(location: description.source, rule: description.id.rawValue, reason: reason)
            }
            switch (places[rule.description.id], rule.overrides) {
            case (nil, false): beneath.append(rule)
            case (let place?, true):
                let lost = beneath[place].lostChanges + beneath[place].changes
                beneath[place] = rule
                beneath[place].lostChanges = lost
            case (nil, true):
                problems.append(problem("`overrides` is set, but no directory beneath has a rule of this `id`"))
            case (let place?, false):
                let other = beneath[place].description.source
                problems.append(
                    problem("the rule at \(other) has this `id` already; `overrides: true` puts this one in its place")
                )
            }
        }
        return problems
    }

    private static func isConfiguration(_ file: String) -> Bool { file.hasSuffix(".toml") }

    private static func contents(ofFile file: String, readsExamples: Bool) -> RuleFileContents {
        do {
            let text = try RuleDirectory.text(ofFile: file)
            return RuleFileReader.contents(of: text, file: file, readsExamples: readsExamples)
        } catch {
            return RuleFileContents(problems: error.problems)
        }
    }

    /// A path that a file names, from the directory that the file is in.
    private static func path(of path: String, besides file: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}
