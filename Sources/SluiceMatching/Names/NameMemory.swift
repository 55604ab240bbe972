// What a stream remembers of the last region, so that many rules and many words of it cost one look.

/// What a stream remembers of the last region of names: what is in it is the same for every rule and for every place.
///
/// Everything here is a function of the text, so it stays true however the text came.
package struct NameMemory: Sendable {
    /// The bytes of the region that was decided last.
    private(set) var region = 0..<0
    /// Its entities.
    private(set) var entities: [NameEntity] = []
    /// A stretch of a chain of members that is too long to be looked at.
    private(set) var refused = 0..<0
    /// The model that all this was decided with.
    private var model: ObjectIdentifier?

    /// Nothing yet.
    package init() {}

    /// Forgets what was decided with another model.
    @inline(__always)
    mutating func use(_ model: NameModel) {
        let id = ObjectIdentifier(model)
        if self.model != id {
            self = NameMemory()
            self.model = id
        }
    }

    /// Remembers a region's entities.
    mutating func remember(_ region: Range<Int>, entities: [NameEntity]) {
        self.region = region
        self.entities = entities
    }

    /// Remembers that the chain which holds this stretch is too long.
    mutating func refuse(from start: Int, to end: Int) {
        refused =
            start <= refused.upperBound && start >= refused.lowerBound
            ? refused.lowerBound..<max(end, refused.upperBound) : start..<end
    }
}
