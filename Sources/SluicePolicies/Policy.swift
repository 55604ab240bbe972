// What is done about findings, for whom and in which direction.

public import SluiceModel

/// What is done about findings, for whom and in which direction. The file form is described in `Docs/policies.md`.
///
/// Of the entries that a finding meets the first one decides; where none is met, the defaults do.
public struct Policy: Sendable, Hashable {
    /// Whether decisions are carried out.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Decisions are carried out.
        case enforce
        /// Decisions are made and reported, and nothing is changed.
        case monitor
    }

    /// What happens to a message that could not be judged.
    public enum Failure: String, Sendable, Hashable, CaseIterable {
        /// It passes.
        case open
        /// It is stopped.
        case closed
    }

    /// What happens to messages that could not be judged, by direction.
    public struct FailureModes: Sendable, Hashable {
        /// For requests.
        public var request: Failure
        /// For responses.
        public var response: Failure

        /// Chooses for both directions; the default stops requests and lets responses pass.
        public init(request: Failure = .closed, response: Failure = .open) {
            self.request = request
            self.response = response
        }

        /// The mode of a direction; where it is not known, closed if either is.
        public subscript(direction: Direction?) -> Failure {
            switch direction {
            case .request: request
            case .response: response
            case nil: request == .closed || response == .closed ? .closed : .open
            }
        }
    }

    /// What happens to messages with parts that cannot be looked into. Each is `allow`, `log` or `block`.
    public struct Uninspectable: Sendable, Hashable {
        /// Pictures, sound and other media.
        public var images: Action
        /// Prompts given as token numbers.
        public var tokenIDs: Action
        /// Text that only the provider can decrypt, such as encrypted reasoning.
        public var encrypted: Action

        /// Chooses for every kind; all pass by default.
        public init(images: Action = .allow, tokenIDs: Action = .allow, encrypted: Action = .allow) {
            self.images = images
            self.tokenIDs = tokenIDs
            self.encrypted = encrypted
        }

        /// What is done about parts of a kind.
        public subscript(part: SluiceModel.Uninspectable) -> Action {
            switch part {
            case .images: images
            case .tokenIDs: tokenIDs
            case .encrypted: encrypted
            }
        }
    }

    /// The policy's name, for reports.
    public var name: String
    /// Whether decisions are carried out.
    public var mode: Mode
    /// What is done about findings that meet no entry; never has a message.
    public var defaultAction: Action
    /// How values are replaced where an entry says nothing of it.
    public var defaultStyle: MaskStyle
    /// What happens to messages that could not be judged.
    public var onError: FailureModes
    /// What happens to messages with parts that cannot be looked into.
    public var uninspectable: Uninspectable
    /// What is done about licences where no entry is met; nil where the policy says nothing of them.
    public var licenses: LicensePolicy?
    /// The entries; the first one that is met decides.
    public var entries: [PolicyEntry]
    /// The cases that stand beside the entries in files.
    package var cases: [PolicyCase] = []

    /// Puts a policy together. Names of entries should be different.
    public init(
        name: String,
        mode: Mode = .enforce,
        defaultAction: Action = .log,
        defaultStyle: MaskStyle = .tagged,
        onError: FailureModes = FailureModes(),
        uninspectable: Uninspectable = Uninspectable(),
        entries: [PolicyEntry]
    ) {
        self.name = name
        self.mode = mode
        self.defaultAction = defaultAction
        self.defaultStyle = defaultStyle
        self.onError = onError
        self.uninspectable = uninspectable
        self.entries = entries
    }

    /// The name under which parts are decided that cannot be looked into.
    public static let uninspectableName = "uninspectable"

    /// The name under which the defaults decide, which no entry may have.
    public static let defaultsName = "defaults"
}
