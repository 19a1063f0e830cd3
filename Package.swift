// swift-tools-version: 6.1
// hwgen: an embeddable library for hardware generators.
//
// Rules of this manifest:
// - Targets stand in layer order; a target may depend only on targets above it, so the compiler enforces the direction.
// - The core has no dependency but the standard library. No Foundation outside of tests.
// - No unsafe flags: the package must be usable as a dependency.
import PackageDescription

let package = Package(
  name: "hwgen",
  products: [
    .library(name: "Hwgen", targets: ["Hwgen"]),
    .library(name: "hwgen", type: .dynamic, targets: ["HwgenC"]),
    .library(name: "HwgenEmbedding", targets: ["HwgenEmbedding"]),
    .executable(name: "add-example", targets: ["AddExample"]),
    .executable(name: "systolic-example", targets: ["SystolicExample"]),
    .executable(name: "sha256-example", targets: ["Sha256Example"]),
    .executable(name: "conformance-cases", targets: ["ConformanceCases"]),
    .executable(name: "hwgen-benchmark", targets: ["HwgenBenchmark"]),
    .executable(name: "mixed-host", targets: ["MixedHost"]),
  ],
  targets: [
    // The public header is the single source of truth of the ABI; Swift imports it as it ships.
    .systemLibrary(name: "CHwgen", path: "include"),
    // libffi: calls of C functions whose signature is known at run time.
    .systemLibrary(name: "CFFI", pkgConfig: "libffi", providers: [.apt(["libffi-dev"])]),
    // Which thread and which copy of the library this is, without a call.
    .systemLibrary(name: "CProcess"),

    .target(name: "HwgenSupport"),
    .target(name: "HwgenBits", dependencies: ["HwgenSupport"]),
    .target(name: "HwgenTypes", dependencies: ["HwgenSupport", "HwgenBits"]),
    .target(name: "HwgenParameters", dependencies: ["HwgenSupport", "HwgenBits", "HwgenTypes"]),
    .target(name: "HwgenNetlist", dependencies: ["HwgenSupport", "HwgenBits", "HwgenTypes"]),
    .target(
      name: "HwgenGenerator",
      dependencies: ["CProcess", "HwgenSupport", "HwgenBits", "HwgenTypes", "HwgenParameters", "HwgenNetlist"]),
    .target(
      name: "HwgenLibrary",
      dependencies: [
        "HwgenSupport", "HwgenBits", "HwgenTypes", "HwgenParameters", "HwgenNetlist", "HwgenGenerator",
      ]),
    .target(name: "HwgenVerilog", dependencies: ["HwgenSupport", "HwgenBits", "HwgenTypes", "HwgenNetlist"]),

    // The hosts' faces.
    .target(
      name: "Hwgen",
      dependencies: [
        "HwgenSupport", "HwgenBits", "HwgenTypes", "HwgenParameters", "HwgenNetlist", "HwgenGenerator",
        "HwgenLibrary", "HwgenVerilog",
      ]),
    // C functions of signatures that are known at run time.
    .target(name: "HwgenFunctions", dependencies: ["CFFI", "HwgenSupport"]),
    .target(
      name: "HwgenC",
      dependencies: [
        "CHwgen", "CProcess", "HwgenFunctions", "HwgenSupport", "HwgenBits", "HwgenTypes", "HwgenParameters",
        "HwgenNetlist",
        "HwgenGenerator", "HwgenLibrary", "HwgenVerilog",
      ]),
    // A Swift program that is host to C and Python too.
    .target(name: "HwgenEmbedding", dependencies: ["Hwgen", "HwgenC"]),

    .executableTarget(name: "AddExample", dependencies: ["Hwgen"], path: "examples/swift/Add"),
    .executableTarget(name: "SystolicExample", dependencies: ["Hwgen"], path: "examples/swift/Systolic"),
    .executableTarget(name: "Sha256Example", dependencies: ["Hwgen"], path: "examples/swift/Sha256"),
    .executableTarget(name: "ConformanceCases", dependencies: ["Hwgen"], path: "Tests/Conformance/swift"),
    .executableTarget(name: "HwgenBenchmark", dependencies: ["Hwgen"], path: "Benchmarks/hwgen/swift"),
    // A program with three hosts: Tests/Tools/test_mixed.py builds it so that it exports hwgen.h.
    .target(name: "MixedHostC", path: "Tests/Mixed/c", cSettings: [.headerSearchPath("../../../include")]),
    .executableTarget(
      name: "MixedHost", dependencies: ["CHwgen", "Hwgen", "HwgenEmbedding", "MixedHostC"], path: "Tests/Mixed/swift"),

    .target(
      name: "HwgenTestSupport", dependencies: ["HwgenSupport", "HwgenBits", "HwgenTypes", "HwgenNetlist"],
      path: "Tests/HwgenTestSupport"),
    .testTarget(name: "HwgenSupportTests", dependencies: ["HwgenSupport"]),
    .testTarget(name: "HwgenBitsTests", dependencies: ["HwgenBits", "HwgenTestSupport"]),
    .testTarget(name: "HwgenTypesTests", dependencies: ["HwgenTypes", "HwgenTestSupport"]),
    .testTarget(name: "HwgenParametersTests", dependencies: ["HwgenParameters", "HwgenTestSupport"]),
    .testTarget(name: "HwgenNetlistTests", dependencies: ["HwgenNetlist", "HwgenTestSupport"]),
    .testTarget(name: "HwgenGeneratorTests", dependencies: ["HwgenGenerator", "HwgenVerilog", "HwgenTestSupport"]),
    .testTarget(name: "HwgenVerilogTests", dependencies: ["HwgenVerilog"]),
    .testTarget(name: "HwgenTests", dependencies: ["Hwgen", "AddExample", "SystolicExample", "HwgenTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
