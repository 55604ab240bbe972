// Every dialect has a shape with every place that text can be in.

import SluicePayloads
import Testing

struct StreamCoverageTests {
    /// A kind of place that a needle must be tried in.
    private enum Kind: CaseIterable {
        case text, reasoning, toolArguments, repeated, unknownField, errorMessage

        var places: Set<StreamPlace> {
            switch self {
            case .text: [.text]
            case .reasoning: [.reasoning, .reasoningDetail, .signedReasoning]
            case .toolArguments: [.toolArguments, .toolObject]
            case .repeated: [.repeated, .repeatedArguments]
            case .unknownField: [.unknownField]
            case .errorMessage: [.errorMessage]
            }
        }
    }

    /// What a format has no place for.
    private static func missing(_ dialect: DialectID) -> Set<Kind> {
        switch dialect {
        case .openAIChat, .openAIResponses: []
        // Text alone.
        case .openAICompletions: [.reasoning, .toolArguments, .repeated]
        // Each piece comes once.
        case .anthropic, .gemini, .ollamaChat, .bedrockConverse, .bedrockInvoke: [.repeated]
        case .ollamaGenerate: [.toolArguments, .repeated]
        case .cohere: []
        case .tgi: [.reasoning, .toolArguments]
        // Every field is one that nothing is known of.
        case .unknown: [.reasoning, .toolArguments, .repeated, .errorMessage]
        }
    }

    @Test(arguments: DialectID.allCases) func noPlaceIsForgotten(dialect: DialectID) {
        let places = Set(StreamShape.all.filter { $0.dialect == dialect }.flatMap(\.places))
        for kind in Kind.allCases {
            let isThere = !kind.places.isDisjoint(with: places)
            #expect(isThere != Self.missing(dialect).contains(kind), "\(dialect): \(kind)")
        }
    }
}
