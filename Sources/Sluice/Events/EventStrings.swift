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
    }

    struct Item {
        var node: JSONTree.Node
        var use: Use

        /// Whether the string is scanned elsewhere or not at all.
        var isHiddenFromValues: Bool {
            switch use {
            case .keep, .delta, .whole: true
            case .value, .unknown: false
            }
        }
    }

    /// The event's strings, in order.
    private(set) var all: [Item] = []
    /// Whether anything is to be scanned with the names around it.
    private(set) var hasValues = false

    init(_ json: JSONTree, plan: EventPlan, fields: FieldTree, eventName: String) {
        var items: [Item] = []
        var hasValues = json.hasLongNames
        json.forEachString(fields) { node, treatment in
            let use = Self.use(of: node, treatment, json, plan, eventName)
            switch use {
            case .value, .unknown: hasValues = true
            case .keep, .delta, .whole: break
            }
            items.append(Item(node: node, use: use))
        }
        all = items
        self.hasValues = hasValues
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
    /// A name that is longer than any that a protocol uses may itself be what must not pass.
    fileprivate var hasLongNames: Bool { longestName > 40 }
}
