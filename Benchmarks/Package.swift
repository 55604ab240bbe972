// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let sluice: Target.Dependency = .product(name: "Sluice", package: "sluice")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "sluice-benchmarks",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "corpus", targets: ["SluiceCorpus"]),
        .executable(name: "throughput", targets: ["SluiceThroughput"]),
        .executable(name: "holdback", targets: ["SluiceHoldback"]),
        .executable(name: "score", targets: ["SluiceScore"]),
        .executable(name: "echo", targets: ["SluiceEcho"]),
    ],
    dependencies: [
        .package(name: "sluice", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "CAllocationCount"),
        .target(
            name: "SluiceBenchmarkKit",
            dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceCorpus",
            dependencies: ["SluiceBenchmarkKit", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceThroughput",
            dependencies: ["SluiceBenchmarkKit", "CAllocationCount", sluice, arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceHoldback",
            dependencies: ["SluiceBenchmarkKit", sluice, arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceScore",
            dependencies: ["SluiceBenchmarkKit", sluice, arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "SluiceEcho",
            dependencies: [
                arguments,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SluiceBenchmarkKitTests",
            dependencies: ["SluiceBenchmarkKit"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
