// The judges of a rule set, lent without counting references.

/// The judges of a rule set, lent without counting references: for a flood of candidates, two atomic counts each would
/// cost as much as most answers.
@safe struct JudgeList: Sendable {
    let judges: [CandidateJudge]
    private let lent: [Unmanaged<CandidateJudge>]

    init(_ judges: [CandidateJudge]) {
        self.judges = judges
        unsafe lent = unsafe judges.map { unsafe Unmanaged.passUnretained($0) }
    }

    /// Gives the judge of a rule, by the rule's index, to `body`.
    @inline(__always)
    func withJudge<Result>(_ rule: Int, _ body: (borrowing CandidateJudge) -> Result) -> Result {
        // Sound: the list holds the judges and is borrowed for the time of the call, by someone who keeps it for
        // longer.
        unsafe lent[rule]._withUnsafeGuaranteedRef(body)
    }
}
