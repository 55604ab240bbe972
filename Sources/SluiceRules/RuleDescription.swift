// What a rule says about itself, apart from how it matches.

public import SluiceModel

/// What a rule says about itself, apart from how it matches.
public struct RuleDescription: Sendable, Hashable {
    /// The rule's name in files, reports and policies.
    public let id: RuleID
    /// What people call the thing it detects.
    public let name: String
    /// One or two sentences for a developer who sees the finding.
    public let summary: String
    /// The kind of thing it detects.
    public let category: Category
    /// How much harm it does if it gets out.
    public let severity: Severity
    /// How sure a match without proof or context is.
    public let confidence: Confidence
    /// For personal data, the kind of entity in Presidio's names.
    public let entity: String?
    /// The directions that the rule applies to.
    public let directions: Set<Direction>
    /// The languages that the rule applies to, by the names of `Language`; empty for any text.
    public let languages: [String]
    /// Where in code of a known language the rule applies; all for anywhere.
    public let regions: Set<CodeRegion>
    /// Which lines of changes the rule applies to.
    public let lines: ChangedLines
    /// Free labels.
    public let tags: [String]
    /// Pages that describe the format.
    public let references: [String]
    /// Where the rule stands.
    public let source: SourceLocation

    /// Creates a description from its parts.
    public init(
        id: RuleID,
        name: String,
        summary: String,
        category: Category,
        severity: Severity,
        confidence: Confidence,
        entity: String?,
        directions: Set<Direction>,
        languages: [String],
        regions: Set<CodeRegion> = Set(CodeRegion.allCases),
        lines: ChangedLines = .any,
        tags: [String],
        references: [String],
        source: SourceLocation
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.category = category
        self.severity = severity
        self.confidence = confidence
        self.entity = entity
        self.directions = directions
        self.languages = languages
        self.regions = regions
        self.lines = lines
        self.tags = tags
        self.references = references
        self.source = source
    }
}

extension RuleDescription {
    /// The same with another severity and confidence; nil for what stays.
    func changed(severity: Severity?, confidence: Confidence?) -> RuleDescription {
        RuleDescription(
            id: id,
            name: name,
            summary: summary,
            category: category,
            severity: severity ?? self.severity,
            confidence: confidence ?? self.confidence,
            entity: entity,
            directions: directions,
            languages: languages,
            regions: regions,
            lines: lines,
            tags: tags,
            references: references,
            source: source
        )
    }
}

/// A place in a rule file.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file's path as it was given.
    public let file: String
    /// The line, from 1.
    public let line: Int

    /// Names a line of a file.
    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// `file:line`
    public var description: String { "\(file):\(line)" }
}
