/// What stands where a signal is wanted and the type is known: a signal, or an integer as a constant of that type.
public protocol SignalValue {
  var signal: Signal { get }
}

extension Signal: SignalValue {
  public var signal: Signal { self }
}

extension Int: SignalValue {
  public var signal: Signal { Signal(integer: self) }
}
