// Finds names of people, places and organisations and postal addresses with a trained model.

/// Finds names of people, places and organisations, or postal addresses, with a trained model.
///
/// A place is asked about where a capitalised word, a word behind a cue, or the number of an address begins. What
/// decides is the region of name-like tokens around it, at most 400 bytes, with three tokens before and two after it
/// and 80 bytes of its line: a fixed window. One look at a region answers all rules for all words in it.
package struct NameTaggerMatcher: FileMatcher {
    package static let name = "names"
    package static let summary =
        "People, places, organisations or postal addresses, by a trained model and the words beside them."
    package static let optionNames = ["model", "find", "certain", "code"]
    package static let fileOptions = ["model"]

    private let model: NameModel
    private let kind: NameEntity.Kind
    private let wantsCertain: Bool
    private let looksIntoCode: Bool
    package let anchors: [Anchor]

    /// A region, three words before it, and what decides where it begins.
    package let reachBefore = NameRegion.byteLimit + 568
    /// A region, and what decides where it ends.
    package let reachAfter = NameRegion.byteLimit + 480
    /// An address may begin before the last digit of its number, where the anchor leads.
    package var matchesBeginAtPosition: Bool { kind != .address }

    /// How many hundredths of confidence a weak and a fair score take away.
    private static let weakDoubt: UInt8 = 45
    private static let fairDoubt: UInt8 = 25

    package init(
        options: [String: [String]],
        files: [String: DataFile],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError) {
        let file = try Self.file("model", in: files)
        let model: NameModel
        do {
            model = try file.reading { bytes throws(NameModel.Fault) in try NameModel(bytes) }
        } catch {
            throw MatcherOptionError(option: "model", reason: error.description)
        }
        try self.init(options: options, model: model)
    }

    /// Makes the matcher with a rule's options and a model, which all rules share.
    package init(options: [String: [String]], model: NameModel) throws(MatcherOptionError) {
        self.model = model
        let found = options["find"] ?? []
        switch found {
        case ["person"]: kind = .person
        case ["place"]: kind = .place
        case ["organisation"]: kind = .organisation
        case ["address"]: kind = .address
        default:
            throw MatcherOptionError(
                option: "find",
                reason: "must be one of person, place, organisation and address"
            )
        }
        wantsCertain = try MatcherOptionError.flag("certain", in: options)
        looksIntoCode = try MatcherOptionError.flag("code", in: options)
        anchors = NameAnchors.anchors(of: kind)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        runs.names.use(model)
        let start = kind == .address ? NameAnchors.numberStart(at: position, in: window) : position
        if !runs.names.region.contains(start) {
            guard position < window.upperBound else {
                // The digits so far are the number's, if the one to come is its last.
                let isNumber = kind == .address
                return window.shortfall(
                    holdFrom: isNumber ? NameAnchors.digitsStart(before: position, in: window) : position
                )
            }
            if NameAnchors.continuesWord(at: start, in: window) { return .noMatch(.leftBoundary) }
            if runs.names.refused.contains(start) { return .noMatch(.length(found: runs.names.refused.count)) }
            var tokens = NameTokens(at: start, lexicon: model.lexicon)
            switch NameRegion.around(&tokens, in: window, refused: runs.names.refused) {
            case .none: return .noMatch(.shape)
            case .short: return .needsMore(holdFrom: start)
            case .tooLong(let start, let end):
                runs.names.refuse(from: start, to: end)
                return .noMatch(.length(found: end - start))
            case .region(let region):
                // The two tokens behind the region that features look at; nothing beyond the end of a line.
                let isLineEnd = tokens.token(region.last + 1, in: window).kind == .lineEnd
                if !tokens.isShort, !isLineEnd { _ = tokens.token(region.last + 2, in: window) }
                if tokens.isShort { return .needsMore(holdFrom: start) }
                let bytes = tokens.token(region.first, in: window).start..<tokens.token(region.last, in: window).end
                runs.names.remember(
                    bytes,
                    entities: NameDecoder.entities(of: region, model: model, tokens: &tokens, in: window)
                )
            }
        }
        for entity in runs.names.entities where entity.range.lowerBound == start && entity.kind == kind {
            return outcome(entity, at: position, in: window)
        }
        return .noMatch(.shape)
    }

    private func outcome(_ entity: NameEntity, at position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        let least = model.thresholds[kind.rawValue]
        guard entity.score >= least[wantsCertain ? 2 : 0] else { return .noMatch(.range(FieldName("score"))) }
        guard looksIntoCode || !entity.isInCode else { return .noMatch(.range(FieldName("line of code"))) }
        guard NameAnchors.leads(to: position, anchors: anchors, in: window) else { return .noMatch(.leftBoundary) }
        let doubt = entity.score >= least[2] ? 0 : entity.score >= least[1] ? Self.fairDoubt : Self.weakDoubt
        return .match(RawMatch(match: entity.range, doubt: doubt))
    }
}
