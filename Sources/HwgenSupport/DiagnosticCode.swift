/// The catalogue of everything that hwgen can say: one case and one row each. A code is never used again for something else.
///
/// `HW1xxx` parameters, expressions and interfaces; `2` netlist and elaboration; `3` pipelines; `4` passes; `5` Verilog;
/// `6` simulation; `7` derivation; `8` hosts; `9` misuse of the API. The manual's page of errors is made from it.
public enum DiagnosticCode: UInt16, Sendable, CaseIterable, CustomStringConvertible {
  // 1: parameters, expressions, interfaces
  case unknownParameter = 1001
  case missingParameter = 1002
  case wrongKind = 1003
  case outOfRange = 1004
  case constraintFailed = 1005
  case duplicateParameter = 1006
  case tooManyArguments = 1007
  case expressionSyntax = 1008
  case unknownName = 1009
  case unboundParameter = 1010
  case divisionByZero = 1011
  case logarithmDomain = 1012
  case negativeExponent = 1013
  case badIndex = 1014
  case resultTooLarge = 1015
  case schemaSyntax = 1016
  case interfaceSyntax = 1017
  case duplicatePort = 1018
  case badWidth = 1019
  case badName = 1020
  case hookFailed = 1021
  case unknownMember = 1022
  case badType = 1023
  case badDefault = 1024
  case derivedGiven = 1025
  case typeSyntax = 1026
  // enumerations
  case emptyEnumeration = 1030
  case duplicateMember = 1031
  case duplicateCode = 1032
  case codeRange = 1033
  case unknownEnumerationMember = 1034
  // values of types
  case badValue = 1035
  case incompleteValue = 1036
  // external modules and attributes
  case badVerilogParameter = 1040
  case badAttribute = 1041
  case badPad = 1042
  case badHole = 1043
  case badTiming = 1044
  case sourceMismatch = 1045
  case badSource = 1046
  // late parameters
  case lateGiven = 1050
  case badLate = 1051
  case lateUse = 1052
  case lateValue = 1053
  case badCorrespondence = 1054
  // applications
  case inputConflict = 1057
  case undetermined = 1058

  // 2: netlist and elaboration
  case undriven = 2001
  case multiplyDriven = 2002
  case widthMismatch = 2003
  case typeMismatch = 2004
  case directionMismatch = 2005
  case combinationalLoop = 2006
  case unconnectedPort = 2007
  case unknownPort = 2008
  case absentPort = 2009
  case foreignNet = 2010
  case literalRange = 2011
  case badSlice = 2012
  case noClock = 2013
  case netlistSyntax = 2014
  case selfContaining = 2015
  case circuitBudget = 2016
  case portBudget = 2017
  case nodeBudget = 2018
  case timeBudget = 2019
  case nameClash = 2020
  case bodyMissing = 2021
  case unusedInput = 2022
  case unusedValue = 2023
  case badOperand = 2024
  case depthBudget = 2025
  case duplicateKey = 2030
  case missingCase = 2031
  case badDepth = 2040
  case memoryBudget = 2041
  case badContents = 2042
  case unreadableFile = 2043
  case unsetMemory = 2044
  // behaviour: branches and state machines
  case incompletePath = 2050
  case scopeOrder = 2051
  case unreachableCase = 2052
  case badState = 2053
  case missingState = 2054
  case unreachableState = 2055
  // checks: assertions and prints
  case badFormat = 2060
  case formatCount = 2061
  case formatKind = 2062

  case domainCrossing = 2070
  case undeclaredClock = 2071
  case badDomain = 2072

  // numbers
  case inexactConversion = 2080

  // relaxed scopes
  case widthExtended = 2100
  case widthCut = 2101
  case badRelaxed = 2102
  // records that are joined
  case missingField = 2103
  // crossings
  case crossingUse = 2104
  // external modules and attributes
  case badPadUse = 2090
  case unjoinedPad = 2091
  case sourceClash = 2092
  case badAttributeTarget = 2093
  case inlineNameClash = 2095
  // resets
  case mixedReset = 2096
  case surplusInput = 2097
  // the standard library
  case badRegister = 2110
  case registerCollision = 2111
  // late parameters
  case lateWidths = 2105
  case lateStructure = 2106
  case badLateArgument = 2107
  case lateBound = 2108
  case lateExpression = 2109
  // concurrent assertions
  case noConcurrentChecks = 2112

  // 5: Verilog
  case writeFailed = 5002

  // 8: hosts
  case hostFailure = 8001
  case badHostValue = 8002
  case badSignature = 8003

  // 9: misuse of the API
  case nullPointer = 9001
  case staleHandle = 9002
  case foreignHandle = 9003
  case badEnumeration = 9004
  case badUTF8 = 9005
  case wrongState = 9006
  case badStructSize = 9007
  case shortBuffer = 9008
  case contextInUse = 9009
  case forkedContext = 9010
  case cancelled = 9011

  /// `HW2003`.
  public var description: String { "HW\(rawValue)" }

  /// The severity before any policy.
  public var severity: Severity { row.severity }

  /// One clause: what the code says.
  public var title: String { String(describing: row.title) }

  /// What a user does about it.
  public var advice: String { String(describing: row.advice) }

  /// The same two as they stand in the library, NUL-terminated.
  package var lentTitle: UnsafePointer<UInt8> { row.title.utf8Start }
  package var lentAdvice: UnsafePointer<UInt8> { row.advice.utf8Start }
}
