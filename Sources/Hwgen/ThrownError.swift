/// An error that is no diagnostic on its way through the core, which knows it by a number: that of another host is another one.
final class ThrownError {
  let error: any Error

  init(_ error: any Error) { self.error = error }

  var token: UInt64 { UInt64(UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())) }
}
