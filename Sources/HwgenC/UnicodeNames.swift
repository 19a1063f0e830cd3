/// What the shipped library answers where the standard library would look up the name of a Unicode scalar: none.
///
/// `Unicode.Scalar.Properties.name` is the only caller. It stands in the part of the standard library that the linker
/// takes as a whole, and would bring half a megabyte of names that nothing here reads. `scripts/build-library.sh` tells
/// the linker to take this for it (`--wrap`); other builds do not, and there this is not called. See decision 0042.
@c(__wrap__swift_stdlib_getScalarName)
public func nameOfUnicodeScalar(_ scalar: UInt32, _ buffer: UnsafeMutablePointer<UInt8>?, _ capacity: Int) -> Int { 0 }
