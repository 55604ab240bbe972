// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// For tests that run programs or the server and do little themselves: they are built in half of the time.
let unoptimised: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "sluice",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Sluice", targets: ["Sluice"]),
        .executable(name: "sluice", targets: ["SluiceCLI"]),
        .executable(name: "sluice-audit", targets: ["SluiceAuditCLI"]),
        .executable(name: "sluice-serve", targets: ["SluiceServe"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CSluicePCRE2",
            pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]
        ),
        .target(name: "CSluiceScan"),
        .target(name: "SluiceModel", swiftSettings: strict),
        .target(
            name: "SluiceMatching",
            dependencies: [
                "CSluicePCRE2", "CSluiceScan", "SluiceModel",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceRules",
            dependencies: [
                "SluiceModel", "SluiceMatching", .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceScanning",
            dependencies: [
                "CSluiceScan", "SluiceModel", "SluiceMatching", "SluiceRules",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SluicePayloads",
            dependencies: ["CSluiceScan", "SluiceModel", "SluiceMatching"],
            swiftSettings: strict
        ),
        .target(
            name: "SluicePolicies",
            dependencies: ["SluiceModel", "SluiceMatching", "SluiceRules"],
            swiftSettings: strict
        ),
        .target(
            name: "Sluice",
            dependencies: [
                "CSluiceScan", "SluiceModel", "SluiceMatching", "SluiceRules", "SluiceScanning", "SluicePayloads",
                "SluicePolicies",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceChecks",
            dependencies: [
                "SluiceModel", "SluiceMatching", "SluicePayloads", "SluicePolicies", "SluiceRules", "SluiceScanning",
                "Sluice",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceTerminal",
            dependencies: ["SluiceModel", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceAudit",
            dependencies: [
                "SluiceModel", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceAuditCLI",
            dependencies: [
                "SluiceAudit", "SluiceModel", "SluicePayloads", "SluiceTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceHooks",
            dependencies: [
                "Sluice", "SluiceAudit", "SluiceMatching", "SluiceModel", "SluicePayloads", "SluicePolicies",
                "SluiceRules",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceServe",
            dependencies: [
                "SluiceAudit", "SluiceHooks", "SluiceTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceCLI",
            dependencies: [
                "Sluice", "SluiceChecks", "SluiceMatching", "SluiceModel", "SluicePayloads", "SluicePolicies",
                "SluiceRules",
                "SluiceScanning", "SluiceTerminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceMatchingTests",
            dependencies: ["SluiceMatching", "SluiceModel"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceRulesTests",
            dependencies: ["SluiceRules", "SluiceMatching", "SluiceModel"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluicePayloadsTests",
            dependencies: ["SluiceMatching", "SluiceModel", "SluicePayloads"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluicePoliciesTests",
            dependencies: ["SluiceChecks", "SluiceMatching", "SluiceModel", "SluicePolicies", "SluiceRules"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceScanningTests",
            dependencies: [
                "Sluice", "SluiceChecks", "SluiceMatching", "SluiceModel", "SluicePolicies", "SluiceRules",
                "SluiceScanning",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceTests",
            dependencies: [
                "Sluice", "SluiceMatching", "SluiceModel", "SluicePayloads", "SluicePolicies", "SluiceRules",
                "SluiceScanning",
            ],
            swiftSettings: strict
        ),
        // A program that the tests end at random times.
        .executableTarget(
            name: "SluiceAuditProbe",
            dependencies: ["SluiceAudit", "SluiceModel"],
            path: "Tests/SluiceAuditProbe",
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceAuditTests",
            dependencies: [
                "Sluice", "SluiceAudit", "SluiceAuditCLI", "SluiceAuditProbe", "SluiceModel", "SluiceRules",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: unoptimised
        ),
        .testTarget(
            name: "SluiceHooksTests",
            dependencies: [
                "Sluice", "SluiceAudit", "SluiceHooks", "SluiceMatching", "SluiceModel", "SluicePayloads",
                "SluicePolicies", "SluiceRules",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: unoptimised
        ),
        .testTarget(
            name: "SluiceCLITests",
            dependencies: [
                "Sluice", "SluiceCLI", "SluiceModel", "SluicePayloads", "SluicePolicies", "SluiceRules",
                "SluiceTerminal",
            ],
            swiftSettings: unoptimised
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The fuzz targets have no `main`, so they exist only when asked for (`make fuzz`).
if Context.environment["SLUICE_FUZZ"] != nil {
    for (target, product) in [("SluiceFuzz", "fuzz"), ("SluicePayloadFuzz", "fuzz-payloads")] {
        package.targets.append(
            .executableTarget(
                name: target,
                dependencies: ["Sluice", "SluiceChecks", "SluiceMatching", "SluiceRules", "SluiceScanning"],
                swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
            )
        )
        package.products.append(.executable(name: product, targets: [target]))
    }
}
