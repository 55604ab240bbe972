// What is known of a message when findings in it are decided.

public import SluiceModel

/// What is known of a message when findings in it are decided. What is not known is nil and meets no condition about
/// it, apart from the direction.
public struct PolicyContext: Sendable, Hashable {
    /// Which way the text travels. Where it is not known, both are tried and the stronger decision holds.
    public var direction: Direction?
    /// The model's name, as the request spells it.
    public var model: String?
    /// The path of the request, or the gateway's name of the route.
    public var route: String?
    /// Who asks, and where: `team`, `environment`, …
    public var metadata: [String: String]
    /// The name of the tool that is called, in the arguments or the result of a tool call.
    public var tool: String?
    /// The language of the text where it does not say it itself, such as `python`: a block in a language, a tool call's
    /// file and a diff's have their own.
    public var language: String?

    /// Describes a message.
    public init(
        direction: Direction? = nil,
        model: String? = nil,
        route: String? = nil,
        metadata: [String: String] = [:],
        tool: String? = nil,
        language: String? = nil
    ) {
        self.direction = direction
        self.model = model
        self.route = route
        self.metadata = metadata
        self.tool = tool
        self.language = language
    }

    /// Takes the language that a text was found to be in, unless it is known by another of its names.
    package mutating func name(_ found: Language) {
        if language.flatMap({ Language(named: $0) }) != found { language = found.name }
    }

    /// Whether nothing but the direction is known.
    var isBare: Bool { model == nil && route == nil && metadata.isEmpty && tool == nil && language == nil }
}
