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

let package = Package(
    name: "sluice",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Sluice", targets: ["Sluice"]),
        .executable(name: "sluice", targets: ["SluiceCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
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
            dependencies: ["SluiceModel", "SluiceMatching", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceScanning",
            dependencies: [
                "SluiceModel", "SluiceMatching", "SluiceRules",
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
                "SluiceModel", "SluiceMatching", "SluicePolicies", "SluiceRules", "SluiceScanning", "Sluice",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceCLI",
            dependencies: [
                "Sluice", "SluiceChecks", "SluiceMatching", "SluiceModel", "SluicePayloads", "SluicePolicies",
                "SluiceRules",
                "SluiceScanning",
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
        .testTarget(
            name: "SluiceCLITests",
            dependencies: ["Sluice", "SluiceCLI", "SluiceModel", "SluicePolicies", "SluiceRules"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The fuzz target has no `main`, so it exists only when asked for (`make fuzz`).
if Context.environment["SLUICE_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "SluiceFuzz",
            dependencies: ["Sluice", "SluiceChecks", "SluiceMatching", "SluiceRules", "SluiceScanning"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
        )
    )
    package.products.append(.executable(name: "fuzz", targets: ["SluiceFuzz"]))
}
