// Tells what was counted.

import HTTPTypes
import SluiceModel
import SluicePolicies
import Synchronization

/// `GET /metrics`: tells what was counted, for Prometheus.
struct MetricsPage: Sendable {
    let engine: HookEngine
    private let audit: (@Sendable () -> AuditFigures)?
    /// What is loaded beside rules and policies.
    private let files: [any ReloadableFile]
    private let start = ContinuousClock.now

    /// - Parameter audit: how the audit is doing; nil if there is none.
    init(engine: HookEngine, files: [any ReloadableFile] = [], audit: (@Sendable () -> AuditFigures)?) {
        self.engine = engine
        self.files = files
        self.audit = audit
    }

    /// The page.
    func response() -> HookResponse {
        HookResponse(
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: Array(text.utf8)
        )
    }

    /// The text of the page.
    var text: String {
        var page = PrometheusText()
        let metrics = engine.metrics
        let tables = metrics.snapshot
        addRequests(tables, to: &page)
        addDecisions(tables, to: &page)
        page.single(
            "sluice_received_bytes_total",
            .counter,
            "Bytes of bodies and streams received.",
            metrics.receivedBytes.load(ordering: .relaxed)
        )
        page.single(
            "sluice_sent_bytes_total",
            .counter,
            "Bytes of answers and streams sent.",
            metrics.sentBytes.load(ordering: .relaxed)
        )
        page.single(
            "sluice_streams",
            .gauge,
            "Streams that are open.",
            metrics.activeStreams.load(ordering: .relaxed)
        )
        page.single(
            "sluice_held_bytes",
            .gauge,
            "Bytes that open streams have received and not released.",
            metrics.heldBytes.load(ordering: .relaxed)
        )
        page.single(
            "sluice_remembered_bytes",
            .gauge,
            "Bytes of answers that are remembered because more of them may come, about.",
            engine.rememberedByteCount
        )
        page.single(
            "sluice_requests_in_flight",
            .gauge,
            "Requests that are being answered, streams included.",
            metrics.activeRequests.load(ordering: .relaxed)
        )
        addGuards(to: &page)
        if let audit = audit?() {
            page.single("sluice_audit_queue", .gauge, "Decisions that wait to be written to the audit.", audit.waiting)
            page.single("sluice_audit_lost_total", .counter, "Decisions that the audit has lost.", audit.lost)
            page.single(
                "sluice_audit_failing",
                .gauge,
                "1 while decisions cannot be written to the audit.",
                audit.problem == nil ? 0 : 1
            )
        }
        page.single(
            "sluice_uptime_seconds",
            .gauge,
            "Seconds since the server began.",
            Int((ContinuousClock.now - start).microseconds / 1_000_000)
        )
        return page.text
    }

    private func addRequests(_ tables: HookMetrics.Tables, to page: inout PrometheusText) {
        page.begin("sluice_requests_total", .counter, "Requests answered.")
        for (key, count) in tables.requests.sorted(by: {
            ($0.key.contract, $0.key.status) < ($1.key.contract, $1.key.status)
        }) {
            page.sample("sluice_requests_total", [("contract", key.contract), ("status", "\(key.status)")], "\(count)")
        }
        page.begin("sluice_refused_total", .counter, "Requests refused before they were read.")
        for (reason, count) in tables.refusals.sorted(by: { $0.key < $1.key }) {
            page.sample("sluice_refused_total", [("reason", reason)], "\(count)")
        }
        page.begin("sluice_request_seconds", .histogram, "From the head of a request to its answer.")
        for (contract, times) in tables.requestTimes.sorted(by: { $0.key < $1.key }) {
            page.histogram("sluice_request_seconds", [("contract", contract)], times)
        }
    }

    private func addDecisions(_ tables: HookMetrics.Tables, to page: inout PrometheusText) {
        page.begin("sluice_verdicts_total", .counter, "Messages that the policy decided.")
        for line in tables.verdicts.map({ key, count in
            (
                [
                    ("contract", key.contract), ("direction", key.direction?.rawValue ?? "unknown"),
                    ("policy", key.policy), ("action", key.action.rawValue),
                ], count
            )
        }).sorted(by: { "\($0.0)" < "\($1.0)" }) {
            page.sample("sluice_verdicts_total", line.0, "\(line.1)")
        }
        page.begin("sluice_unjudged_total", .counter, "Messages that could not be judged.")
        for line in tables.failures.map({ key, count in
            (
                [
                    ("contract", key.contract), ("direction", key.direction?.rawValue ?? "unknown"),
                    ("reason", key.reason), ("mode", key.mode.rawValue),
                ], count
            )
        }).sorted(by: { "\($0.0)" < "\($1.0)" }) {
            page.sample("sluice_unjudged_total", line.0, "\(line.1)")
        }
        page.begin("sluice_findings_total", .counter, "Findings, by rule and what was done.")
        let findings = tables.findings.sorted {
            ($0.key.rule.rawValue, $0.key.action.rawValue) < ($1.key.rule.rawValue, $1.key.action.rawValue)
        }
        for (key, count) in findings {
            page.sample(
                "sluice_findings_total",
                [("rule", key.rule.rawValue), ("action", key.action.rawValue)],
                "\(count)"
            )
        }
        page.begin("sluice_check_seconds", .histogram, "Time to judge a message, without reading and writing it.")
        page.histogram("sluice_check_seconds", [], tables.checkTimes)
        page.begin("sluice_stream_ends_total", .counter, "Streams that have ended, by why.")
        for (reason, count) in tables.streamEnds.sorted(by: { $0.key < $1.key }) {
            page.sample("sluice_stream_ends_total", [("end", reason)], "\(count)")
        }
    }

    private func addGuards(to page: inout PrometheusText) {
        let guards = engine.guards.current
        let status = engine.guards.status
        page.begin("sluice_rules", .gauge, "Rules in force, with the version of rules and policies.")
        page.sample("sluice_rules", [("version", guards.version)], "\(guards.ruleCount)")
        page.single(
            "sluice_reloads_total",
            .counter,
            "Times that rules and policies were replaced.",
            status.reloadCount
        )
        page.single(
            "sluice_reload_failures_total",
            .counter,
            "Times that new rules or policies could not be used.",
            status.failureCount
        )
        page.single(
            "sluice_reload_failed",
            .gauge,
            "1 while the files hold something else than what is in force, because it cannot be used.",
            status.problem == nil && files.allSatisfy { $0.problem == nil } ? 0 : 1
        )
    }
}
