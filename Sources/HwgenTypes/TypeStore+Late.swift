/// Widths that a late parameter decides: one that is left to Verilog. Only vectors have them.
extension TypeStore {
  /// The extents from here on are no widths.
  public static let lateExtent = 1 << 31

  /// The width in bits; where a late parameter decides it, a number from `lateExtent` on that types of one width share. It
  /// tells widths apart and no more: nothing may be computed with it, and it must not reach output.
  @inlinable public func extent(of type: TypeID) -> Int {
    let width = width(of: type)
    return width >= 0 ? width : lateExtent(of: type)
  }

  @usableFromInline func lateExtent(of type: TypeID) -> Int {
    TypeStore.lateExtent | Int(expression(of: type).raw)
  }

  /// The expression that an extent stands for; of a width that is a number, that number.
  public func widthExpression(ofExtent extent: Int) -> ExprID {
    extent < TypeStore.lateExtent
      ? expressions.integer(extent) : ExprID(raw: UInt32(truncatingIfNeeded: extent & (TypeStore.lateExtent - 1)))
  }

  /// The width as an expression.
  public func widthExpression(of type: TypeID) -> ExprID { widthExpression(ofExtent: extent(of: type)) }

  /// Whether the type is a vector whose width a late parameter decides.
  public func isLateVector(_ type: TypeID) -> Bool {
    guard width(of: type) < 0 else { return false }
    let kind = kind(of: type)
    return kind == .bits || kind == .uint || kind == .sint
  }
}
