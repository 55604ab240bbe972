// Where the reader is in one of the documents that are open inside each other.

/// Where the reader is in one of the documents that are open inside each other: the one read, the one in a string of
/// it, …
struct JSONLevel: Sendable {
    /// What comes next.
    enum State: UInt8, Sendable {
        /// A value, after a colon or at the top.
        case value
        /// A value or the end of an array.
        case firstElement
        /// A name or the end of an object.
        case firstName
        /// A name.
        case name
        case colon
        /// A comma or the end of what is open.
        case afterValue
        /// More of a string.
        case string
        /// More of a number.
        case number
        /// More of `true`, `false`, `null` or a byte order mark.
        case literal
        /// It is no JSON; the rest is plain text.
        case broken
    }

    /// What the open string is.
    enum Use: UInt8, Sendable {
        /// A member's name.
        case name
        /// Nothing but blanks so far: it may be a document.
        case probing
        /// Text.
        case plain
        /// A document, which the next level reads.
        case inner
        /// Not looked at.
        case hidden
        /// Perhaps base64 or a `data:` URL: its beginning is held.
        case deciding
        /// Base64, hidden.
        case base64
        /// The padding of base64, hidden.
        case padding
    }

    var state = State.value
    var use = Use.plain
    /// Whether the level is a string that is never left.
    var isEndless = false
    /// Whether a value has been read, or begun, at the top.
    var hasBegun = false
    /// Whether only objects and arrays may stand at the top.
    var needsBrackets = false
    /// Whether all of it is under a signature.
    var isSigned = false
    /// What the open string is marked as once there is something in it.
    var mark: TextRun.Mark?
    /// Whether it is marked only if it is base64.
    var marksBase64Only = false
    /// The alphabet of the open string, if it is base64.
    var alphabet = Base64Alphabet()
    /// How many bytes of it are still shown.
    var headLeft = 0
    /// What the inside of the open string, or the open number, is shown as.
    var kind = TextRun.Kind.content
    /// Where in the grammar of numbers the reader is.
    var number = JSONNumber.start
    /// The literal that is being read.
    var literal = JSONLiteral.null
    /// The number of open objects and arrays of the levels before.
    var frameBase = 0
    /// What the fields say of a value at the top.
    var cursor: FieldTree.Cursor
    /// The path of a value at the top.
    var root = PathTrail.Node.root
    /// The path of the open string.
    var node = PathTrail.Node.root
    /// Whether a blank has been shown between the last name and its value.
    var hasGap = false
    /// The bytes of an escape sequence or a literal that is not complete.
    var pending = PendingBytes()

    init(cursor: FieldTree.Cursor) {
        self.cursor = cursor
    }
}

/// An open object or array.
struct JSONFrame: Sendable {
    var isObject: Bool
    /// The position of the current element of an array.
    var index = 0
    var cursor: FieldTree.Cursor
    var node: PathTrail.Node
    /// What the members so far say of data in the object.
    var form = DataForm()
}
