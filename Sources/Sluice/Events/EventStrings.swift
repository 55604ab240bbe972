// What the strings of one event are, as its dialect and its fields say.

import SluicePayloads

/// What the strings of one event are, as its dialect's plan and its table of fields say.
struct EventStrings {
    /// What becomes of a string.
    enum Use {
        /// Never looked at.
        case keep
        /// Scanned with the names around it and nothing else.
        case value
        /// Scanned with the names around it, and as a piece of a text that nothing is known of.
        case unknown(LaneID)
        /// A piece of a lane.
        case delta(LaneID, LaneTraits)
        /// A text of its own.
        case whole(LaneTraits, isRepeat: Bool)
        /// A text so far.
        case snapshot(EventPlan.Snapshot)
    }

    /// When a string is read: what says others again comes after them, so that what is found is reported of the others.
    enum Turn {
        /// What stands for itself.
        case first
        /// What spells others, before lanes end with the event.
        case spelling
        /// What repeats others, after that.
        case repeating
    }

    struct Item {
        var node: JSONTree.Node
        var use: Use

        /// Whether the string is scanned elsewhere or not at all.
        var isHiddenFromValues: Bool {
            switch use {
            case .keep, .delta, .whole, .snapshot: true
            case .value, .unknown: false
            }
        }

        var turn: Turn {
            switch use {
            case .keep, .value, .unknown: .first
            case .delta(_, let traits): traits.isSpelling ? .spelling : .first
            case .whole(_, let isRepeat): isRepeat ? .repeating : .first
            case .snapshot: .repeating
            }
        }
    }

    /// The event's strings, in order.
    private(set) var all: [Item] = []
    /// Whether anything is to be scanned with the names around it.
    private(set) var hasValues = false
    /// Names that are not known, and those above numbers that have not been seen there.
    private var news: [(name: Range<Int>, hasNumber: Bool)] = []

    /// - Parameter names: the names in which there is nothing.
    init(_ json: JSONTree, plan: EventPlan, fields: FieldTree, eventName: String, names: KnownNames) {
        var items: [Item] = []
        // Values that lie too deep for the tree are scanned with all structure.
        var hasValues = json.isCut
        var news: [(name: Range<Int>, hasNumber: Bool)] = []
        json.forEachValue(fields) { node, treatment in
            let name = json.name(node)
            let known = names.hasNumber(json.bytes.span.extracting(name))
            if known == nil {
                hasValues = true
                if !names.isFull { news.append((name, false)) }
            }
            switch json.kind(node) {
            case .object, .array, .literal: break
            case .number:
                let digits = json.digitCount(node)
                if treatment == .keep || digits < Self.leastDigits { return }
                if digits > JSONTree.mostShortDigits { return hasValues = true }
                let holder = json.nameAbove(node)
                if names.hasNumber(json.bytes.span.extracting(holder)) == true { return }
                hasValues = true
                news.append((holder, true))
            case .string:
                let use = Self.use(of: node, treatment, json, plan, eventName)
                switch use {
                case .value, .unknown: hasValues = true
                case .keep, .delta, .whole, .snapshot: break
                }
                items.append(Item(node: node, use: use))
            }
        }
        all = items
        self.hasValues = hasValues
        self.news = news
    }

    /// No rule looks for shorter numbers.
    private static let leastDigits = 3

    /// Notes that nothing was found in the names of the event and its numbers.
    func note(_ json: JSONTree, in names: inout KnownNames) {
        for new in news { names.note(json.bytes.span.extracting(new.name), hasNumber: new.hasNumber) }
    }

    private static func use(
        of node: JSONTree.Node,
        _ treatment: FieldTree.Treatment,
        _ json: JSONTree,
        _ plan: EventPlan,
        _ eventName: String
    ) -> Use {
        switch plan.uses[node] {
        case .delta(let id, let traits): return .delta(id, traits)
        case .whole(let traits, let isRepeat): return .whole(traits, isRepeat: isRepeat)
        case .snapshot(let snapshot): return .snapshot(snapshot)
        case .unknown(let id): return .unknown(id)
        case .keep: return .keep
        case nil: break
        }
        // An empty string says nothing, not even what its field is: a dialect tells that with the first piece.
        guard json.isText(node) else { return .keep }
        switch treatment {
        case .keep: return .keep
        case .data, .signed: return .value
        case .text:
            return .unknown(LaneID(eventName.isEmpty ? json.path(of: node) : eventName + ":" + json.path(of: node)))
        }
    }
}

extension JSONTree {
    /// The name of a value, or of the innermost that it is in and that has one; empty if there is none.
    fileprivate func nameAbove(_ node: Node) -> Range<Int> {
        var place = Optional(node)
        while let node = place {
            let name = name(node)
            if !name.isEmpty { return name }
            place = parent(node)
        }
        return 0..<0
    }
}
