// Tries every rule's own examples.

import Sluice
import SluiceMatching
package import SluiceModel
package import SluiceRules

/// Tries every rule's own examples, freshly expanded, in many surroundings and chunkings, and as the documents that
/// they are.
package struct ExampleTester: Sendable {
    /// How much is tried.
    package struct Effort: Sendable, Hashable {
        /// How many fresh expansions of each template.
        package var expansions: Int
        /// Whether every two-way split is tried, or a few random cuttings only.
        package var triesEverySplit: Bool

        package init(expansions: Int, triesEverySplit: Bool) {
            self.expansions = expansions
            self.triesEverySplit = triesEverySplit
        }

        /// A few cuttings of each example.
        package static let quick = Effort(expansions: 2, triesEverySplit: false)
    }

    /// One example that is not as its rule says.
    package struct Failure: Sendable, Hashable, CustomStringConvertible {
        package let rule: RuleID
        package let location: SourceLocation
        package let reason: String

        package var description: String { "\(location): \(rule): \(reason)" }
    }

    /// What came of a run.
    package struct Report: Sendable {
        /// Examples that are not as their rules say.
        package var failures: [Failure] = []
        /// Known gaps that are closed by now and can move to `match`.
        package var closedGaps: [Failure] = []
        /// How many texts were tried.
        package var attempts = 0
    }

    private let definitions: [RuleDefinition]
    /// Those that are switched off as well.
    private let allDefinitions: [RuleDefinition]
    let everything: Guardrail
    private let seed: UInt64

    /// Prepares the rules of a directory that have been read.
    ///
    /// - Throws: `RuleSetError` where they do not compile.
    package init(definitions: [RuleDefinition], seed: UInt64) throws(RuleSetError) {
        allDefinitions = definitions
        self.definitions = definitions.filter(\.isEnabled)
        everything = Guardrail(rules: try RuleSet.compile(definitions), key: Self.key)
        self.seed = seed
    }

    private static let key = FingerprintKey(bytes: Array("example tester".utf8))

    /// Tries the examples of all rules, or of those that `selection` includes, on all cores. Each rule has its own
    /// random numbers, so that the report does not depend on which is tried first.
    package func run(_ effort: Effort, selection: RuleSelection = RuleSelection()) -> Report {
        let selected = definitions.filter { selection.includes($0.description) }
        let reports = selected.concurrentMap { definition in
            var report = Report()
            test(definition, effort: effort, report: &report)
            return report
        }
        return reports.reduce(into: Report()) { all, report in
            all.failures += report.failures
            all.closedGaps += report.closedGaps
            all.attempts += report.attempts
        }
    }

    private func test(_ definition: RuleDefinition, effort: Effort, report: inout Report) {
        let alone: Guardrail
        do {
            alone = Guardrail(rules: try aloneRules(definition), key: Self.key)
        } catch {
            report.failures += error.problems.map {
                Failure(rule: definition.description.id, location: $0.location, reason: $0.reason)
            }
            return
        }
        var generator = SplitMix64(
            seed: seed ^ definition.description.id.rawValue.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) }
        )
        let examples = definition.examples
        for _ in 0..<effort.expansions {
            for example in examples.match {
                let failure = tryMatch(example, of: definition, alone: alone, effort: effort, using: &generator)
                report.attempts += 1
                if let failure { report.failures.append(failure) }
            }
            for example in examples.noMatch {
                report.attempts += 1
                if let failure = tryNoMatch(example, of: definition, alone: alone, using: &generator) {
                    report.failures.append(failure)
                }
            }
        }
        for example in examples.todo
        where tryMatch(example, of: definition, alone: alone, effort: .quick, using: &generator) == nil {
            report.closedGaps.append(
                Failure(
                    rule: definition.description.id,
                    location: SourceLocation(file: definition.description.source.file, line: example.line),
                    reason: "a known gap is closed: move the example to match"
                )
            )
        }
    }

    /// A rule by itself, beside those that it pairs with.
    private func aloneRules(_ definition: RuleDefinition) throws(RuleSetError) -> RuleSet {
        var partners = allDefinitions.filter { definition.pairing?.rules.contains($0.description.id) == true }
        // Whatever makes those surer, they count.
        for index in partners.indices { partners[index].pairing = nil }
        let selection = RuleSelection(only: [.rule(definition.description.id)])
        return try RuleSet.compile([definition] + partners, selection: selection)
    }

    private func tryMatch(
        _ example: RuleExamples.Example,
        of definition: RuleDefinition,
        alone: Guardrail,
        effort: Effort,
        using generator: inout SplitMix64
    ) -> Failure? {
        func failure(_ reason: String) -> Failure {
            Failure(
                rule: definition.description.id,
                location: SourceLocation(file: definition.description.source.file, line: example.line),
                reason: reason
            )
        }
        guard let expanded = Self.expand(example, using: &generator) else {
            return failure("the template is malformed")
        }
        for context in ExampleContext.all(for: definition.description) {
            guard let (text, start) = context.place(expanded.bytes) else { continue }
            let marked = expanded.marked.map { ($0.lowerBound + start)..<($0.upperBound + start) }
            let whole = FilterRun(text, cutAt: [], guardrail: alone, source: context.source)
            if let reason = Self.difference(whole, marked: marked, exampleRange: start..<(start + expanded.bytes.count))
            {
                return failure("\(context.name): \(reason)")
            }
            let all = FilterRun(text, cutAt: [], guardrail: everything, source: context.source)
            for range in marked where !all.findings.contains(where: { $0.finding.range.contains(range) }) {
                return failure("\(context.name): with all rules, bytes \(range) are not masked")
            }
            for cutting in Self.cuttings(of: text.count, effort: effort, using: &generator) {
                let cuts = cutting.cuts(of: text.count)
                if FilterRun(text, cutAt: cuts, guardrail: everything, source: context.source) != all {
                    return failure("\(context.name): \(cutting) gives another result than the whole")
                }
            }
        }
        return documentProblem(expanded, of: definition.description, effort: effort, using: &generator).map {
            failure("JSON document: \($0)")
        }
    }

    private func tryNoMatch(
        _ example: RuleExamples.Example,
        of definition: RuleDefinition,
        alone: Guardrail,
        using generator: inout SplitMix64
    ) -> Failure? {
        let location = SourceLocation(file: definition.description.source.file, line: example.line)
        guard let expanded = Self.expand(example, using: &generator) else {
            return Failure(rule: definition.description.id, location: location, reason: "the template is malformed")
        }
        for context in ExampleContext.all(for: definition.description) where context.suitsNoMatch {
            guard let (text, _) = context.place(expanded.bytes) else { continue }
            if let found = FilterRun(text, cutAt: [], guardrail: alone, source: context.source).findings.first {
                return Failure(
                    rule: definition.description.id,
                    location: location,
                    reason: "\(context.name): must not match, but bytes \(found.finding.range) were flagged"
                )
            }
        }
        return nil
    }

    private static func expand(
        _ example: RuleExamples.Example,
        using generator: inout SplitMix64
    ) -> ExpandedExample? {
        guard let template = try? ExampleTemplate.parse(example.template) else { return nil }
        return try? template.expand(using: &generator, checksums: ValidatorRegistry.checksum(_:completing:))
    }

    /// What is wrong with the findings of a text in which exactly `marked` must be masked.
    private static func difference(
        _ run: FilterRun,
        marked: [Range<Int>],
        exampleRange: Range<Int>
    ) -> String? {
        let found = run.findings.map(\.finding.range)
        if marked.isEmpty {
            // The flagged part of a long match may lie behind the example.
            return run.findings.contains { $0.finding.match.overlaps(exampleRange) } ? nil : "not found"
        }
        for range in marked where !found.contains(range) {
            let near = found.filter { $0.overlaps(range) }.map(\.description).joined(separator: ", ")
            return near.isEmpty ? "bytes \(range) not found" : "bytes \(range) wanted, \(near) found"
        }
        if let extra = found.first(where: { !marked.contains($0) }) { return "bytes \(extra) found as well" }
        return nil
    }

    static func cuttings(
        of count: Int,
        effort: Effort,
        using generator: inout SplitMix64
    ) -> [Cutting] {
        var cuttings: [Cutting] = [.drip]
        for largest in [3, 8, 40] { cuttings.append(.random(seed: generator.next(), largest: largest)) }
        if effort.triesEverySplit, count > 1 {
            cuttings += (1..<count).map(Cutting.split)
        } else {
            for _ in 0..<4 { cuttings.append(.split(Int.random(in: 0...count, using: &generator))) }
        }
        return cuttings
    }
}

extension Range where Bound == Int {
    func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && upperBound >= other.upperBound
    }
}
