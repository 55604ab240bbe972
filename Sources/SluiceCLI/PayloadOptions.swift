// The options that say what standard input is.

import ArgumentParser
import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies

/// The name of an input format.
enum InputFormat: String, Sendable, CaseIterable {
    case auto
    case text
    case json
    case ndjson
    case sse
    case array
    case bedrock

    /// The format; nil where the input itself tells.
    var payload: PayloadFormat? { PayloadFormat(rawValue: rawValue) }
}

/// One pair of `--metadata`.
struct MetadataArgument {
    let name: String
    let value: String

    /// Reads the argument; the error says what to write instead.
    init(parsing argument: String) throws {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
            throw ValidationError("--metadata takes NAME=VALUE.")
        }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

/// The options that say what standard input is and whose message.
struct PayloadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What the input is.",
            discussion: """
                auto looks at the first bytes. json is a document, ndjson documents on lines, sse server-sent events, \
                array a JSON array of events as Gemini streams it, bedrock the binary event stream of AWS.
                """
        )
    )
    var format = ChoiceArgument(InputFormat.auto)

    @Option(help: "The provider's format of messages. (default: from the path, the first event or members' names)")
    var dialect: ChoiceArgument<DialectID>?

    @Option(help: ArgumentHelp("The Content-Type that the input came with.", valueName: "type"))
    var contentType: String?

    @Option(
        help: ArgumentHelp("The path of the request, such as /v1/messages, which tells the dialect.", valueName: "path")
    )
    var requestPath: String?

    @Option(help: "Which way the input travels, for the policy. (default: both are tried, and the stronger holds)")
    var direction: ChoiceArgument<Direction>?

    @Option(help: "The model, for the policy.")
    var model: String?

    @Option(help: "The route, for the policy. (default: --request-path)")
    var route: String?

    @Option(
        help: ArgumentHelp("Metadata for the policy, such as team=search; may be repeated.", valueName: "name=value"),
        transform: { try MetadataArgument(parsing: $0) }
    )
    var metadata: [MetadataArgument] = []

    @Option(help: "The tool whose arguments or result the input is, for the policy.")
    var tool: String?

    @Option(help: "The language of the text, such as python, for the policy and the rules.")
    var language: LanguageArgument?

    func validate() throws {
        guard format.value == .text else { return }
        if dialect != nil { throw ValidationError("--dialect means nothing for --format text.") }
        if contentType != nil { throw ValidationError("--content-type means nothing for --format text.") }
    }

    /// What is known of the input.
    var source: PayloadSource {
        PayloadSource(
            format: format.value.payload,
            dialect: dialect?.value,
            contentType: contentType,
            requestPath: requestPath,
            context: PolicyContext(
                direction: direction?.value,
                model: model,
                route: route ?? requestPath,
                metadata: Dictionary(metadata.map { ($0.name, $0.value) }) { _, last in last },
                tool: tool,
                language: language?.text
            )
        )
    }
}
