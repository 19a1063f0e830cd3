// Operators are seen where their module is: so those of `Integer` are with this one alone.
@_exported import HwgenBits
import HwgenGenerator
import HwgenNetlist
import HwgenSupport
import HwgenTypes
import HwgenVerilog

// The names of the core that a Swift host uses as they are: who imports `Hwgen` needs no other module.

/// An integer of any size.
public typealias Integer = HwgenBits.Integer
/// What a call throws that cannot do what it was asked.
public typealias Failure = HwgenSupport.Failure
public typealias Diagnostic = HwgenSupport.Diagnostic
public typealias DiagnosticCode = HwgenSupport.DiagnosticCode
public typealias DiagnosticPolicy = HwgenSupport.DiagnosticPolicy
public typealias SourceLocation = HwgenSupport.SourceLocation
public typealias ElaborationBudget = HwgenGenerator.ElaborationBudget
public typealias ElaborationProgress = HwgenGenerator.ElaborationProgress
/// What a comparison of two generators found.
public typealias Comparison = HwgenGenerator.Comparison
public typealias ComparisonRelation = HwgenGenerator.ComparisonRelation
public typealias ComparisonWitness = HwgenGenerator.ComparisonWitness
public typealias ComparisonObstacle = HwgenGenerator.ComparisonObstacle
public typealias External = HwgenGenerator.ExternalDescription
public typealias PortDirection = HwgenNetlist.PortDirection
public typealias ReadDuringWrite = HwgenNetlist.ReadDuringWrite
public typealias Rounding = HwgenNetlist.Rounding
public typealias Overflow = HwgenNetlist.Overflow
public typealias EnumerationEncoding = HwgenTypes.EnumerationEncoding
public typealias VerilogOptions = HwgenVerilog.VerilogOptions

/// The version of the library.
public var version: String { LibraryVersion.text.description }
