// The name of one independent text inside a stream.

/// The name of one independent text inside a stream: the content of choice 0, the arguments of its second tool call.
package struct LaneID: Sendable, Hashable {
    /// The path of the field, with indices, as findings report it: `choices[0].delta.content`.
    package let path: String

    /// Names a lane by its path.
    package init(_ path: String) {
        self.path = path
    }
}
