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
            name: "SluicePolicies",
            dependencies: ["SluiceModel"],
            swiftSettings: strict
        ),
        .target(
            name: "Sluice",
            dependencies: ["SluiceModel", "SluiceRules", "SluiceScanning", "SluicePolicies"],
            swiftSettings: strict
        ),
        .target(
            name: "SluiceChecks",
            dependencies: ["SluiceModel", "SluiceMatching", "SluiceRules", "SluiceScanning", "Sluice"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceCLI",
            dependencies: [
                "Sluice", "SluiceModel", "SluiceRules", "SluiceChecks",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "SluiceMatchingTests", dependencies: ["SluiceMatching", "SluiceModel"], swiftSettings: strict),
        .testTarget(
            name: "SluiceRulesTests",
            dependencies: ["SluiceRules", "SluiceMatching", "SluiceModel"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceScanningTests",
            dependencies: ["SluiceScanning", "SluiceRules", "SluiceMatching", "SluiceModel", "SluiceChecks", "Sluice"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceCLITests",
            dependencies: ["SluiceCLI", "Sluice", "SluiceModel"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
