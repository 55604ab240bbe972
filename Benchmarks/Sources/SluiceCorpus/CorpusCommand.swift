// Writes a generated text to standard output.

public import ArgumentParser
import Foundation
public import SluiceBenchmarkKit

extension CorpusKind: ExpressibleByArgument {}

@main
struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract: "Write a generated text to standard output.",
        discussion: """
            The same kind, size, density and seed give the same bytes everywhere. What was planted is counted on \
            standard error.
            """
    )

    @Option(help: "What the text is made of.")
    var kind = CorpusKind.mixed

    @Option(help: "Its size in millions of bytes.")
    var size = 8.0

    @Option(help: "What its randomness starts from.")
    var seed: UInt64 = 1

    @Option(help: "One planted value in so many bytes on average; 0 for none.")
    var secretDistance = Corpus.defaultSecretDistance

    func validate() throws {
        guard size > 0, size <= 10_000 else { throw ValidationError("--size must be above 0 and at most 10000.") }
        guard secretDistance >= 0 else { throw ValidationError("--secret-distance must not be negative.") }
    }

    func run() throws {
        let corpus = Corpus(
            kind: kind,
            byteCount: Int(size * 1_000_000),
            seed: seed,
            secretDistance: secretDistance
        )
        try FileHandle.standardOutput.write(contentsOf: Data(corpus.bytes))
        for (kind, count) in corpus.planted.sorted(by: { $0.key < $1.key }) {
            try FileHandle.standardError.write(contentsOf: Data("planted \(count) \(kind)\n".utf8))
        }
    }
}
