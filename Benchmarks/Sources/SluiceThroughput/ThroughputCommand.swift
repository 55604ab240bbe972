// Measures the engine alone, inside this process.

public import ArgumentParser
import Sluice
public import SluiceBenchmarkKit

extension CorpusKind: ExpressibleByArgument {}

@main
struct ThroughputCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throughput",
        abstract: "Measure the filter inside this process, one thread, all rules of a directory.",
        discussion: """
            Prints Markdown tables. Throughput is in millions of bytes per second of CPU time of the whole process; \
            variants take turns, so that a change of the machine's speed meets all of them.
            """
    )

    @Option(help: "The directory of rules.")
    var rules = "Rules"

    @Option(help: "The size of each text in millions of bytes.")
    var size = 8.0

    @Option(help: "What the texts' randomness starts from.")
    var seed: UInt64 = 1

    @Option(help: "How often each variant runs.")
    var runs = 7

    @Option(help: "Bytes in a chunk.")
    var chunk = 65_536

    @Option(help: "The sluice program whose start-up is timed; left out without it.")
    var program: String?

    @Flag(help: "Leave out the hostile texts.")
    var skipHostile = false

    @Flag(help: "Measure JSON and event streams only.")
    var payloads = false

    @Flag(help: "Measure the memory of idle streams only.")
    var idle = false

    @Option(parsing: .upToNextOption, help: "Measure these texts only, against mixed text.")
    var kinds: [CorpusKind] = []

    func validate() throws {
        guard size > 0, size <= 1000 else { throw ValidationError("--size must be above 0 and at most 1000.") }
        guard runs > 0 else { throw ValidationError("--runs must be at least 1.") }
        guard chunk > 0 else { throw ValidationError("--chunk must be at least 1.") }
    }

    func run() throws {
        let byteCount = Int(size * 1_000_000)
        let guardrail = Guardrail(rules: try RuleSet.load(directory: rules), key: FilterRun.key)
        let ruleCount = guardrail.rules.descriptions.count
        print("Rules: \(ruleCount). Texts: \(size.rounded(to: 1)) MB, seed \(seed). Runs: \(runs).\n")

        if idle { return IdleStreamBenchmark(guardrail: guardrail).report() }
        let payloadBenchmark = PayloadBenchmark(
            guardrail: guardrail,
            byteCount: byteCount,
            seed: seed,
            chunk: chunk,
            runs: runs
        )
        if payloads { return payloadBenchmark.report() }
        let benchmark = KindsBenchmark(
            guardrail: guardrail,
            byteCount: byteCount,
            seed: seed,
            chunk: chunk,
            runs: runs
        )
        guard kinds.isEmpty else { return try benchmark.report(kinds: [.mixed] + kinds) }
        try benchmark
            .report(kinds: [.mixed, .chat, .code, .logs, .prose])
        try DoubledRulesBenchmark(
            directory: rules,
            guardrail: guardrail,
            byteCount: byteCount,
            seed: seed,
            chunk: chunk,
            runs: runs
        ).report()
        ChunkSizesBenchmark(guardrail: guardrail, byteCount: byteCount, seed: seed, runs: runs).report()
        payloadBenchmark.report()
        IdleStreamBenchmark(guardrail: guardrail).report()
        if !skipHostile {
            try KindsBenchmark(
                guardrail: guardrail,
                byteCount: byteCount / 2,
                seed: seed,
                chunk: chunk,
                runs: max(3, runs / 2)
            )
            .report(kinds: [.mixed] + CorpusKind.hostile)
        }
        if !skipHostile {
            EventLatencyBenchmark(guardrail: guardrail, byteCount: min(byteCount, 200_000), seed: seed).report()
        }
        if let program { try StartupBenchmark(program: program, rules: rules, runs: max(runs, 20)).report() }
    }
}
