import HwgenGenerator
import HwgenNetlist
import HwgenParameters
import HwgenSupport

/// A generator that is called with values, from whose types its parameters follow: `io.apply(Add())(io.x, io.y)`.
///
/// Made by `IO.apply`. A call makes an instance of the circuit that the values ask for, with these connected to its inputs.
@dynamicCallable
public struct Application {
  let body: Body
  /// Nil if it has failed, which is recorded.
  let request: (generator: GeneratorID, arguments: Arguments)?
  let name: String

  /// Values by position go to the inputs that are there for all parameters, but no clocks and no resets; by name to any
  /// input, `CE: c`. A repeated port takes a value for each element, by its own name in order or by `I_0`; a record port a
  /// record, or a value for each field by `p_valid`.
  ///
  /// What does not fit is recorded, and the instance poisoned: HW1057 if values and parameters do not agree, HW1058 for a
  /// parameter that they do not determine, HW2097 for too many values by position, HW2008 and HW2009 for no port.
  @discardableResult
  public func dynamicallyCall(withKeywordArguments inputs: KeyValuePairs<String, any SignalValue>) -> Instance {
    self.to(inputs.map { ($0.key, $0.value) })
  }

  /// The same for values whose number is computed: `io.apply(Tree()).to(leaves.map { ("I", $0) })`. A name may be empty.
  @discardableResult
  public func to(_ inputs: [(port: String, value: any SignalValue)]) -> Instance {
    guard let request else { return Instance(poisonedIn: body) }
    let core = body.context.core
    let made = body.operation { (builder) throws(Failure) in
      var given: [GivenInput] = []
      for (name, value) in inputs {
        let port = name.isEmpty ? NameID.none : core.names.intern(name)
        given.append(GivenInput(port: port, net: try body.net(value.signal)))
      }
      let chosen = name.isEmpty ? NameID.none : core.names.intern(name)
      return try core.apply(request.generator, request.arguments, to: given, name: chosen, in: builder)
    }
    return Instance(body, made: made)
  }
}

extension IO {
  /// A generator to be called with values: `io.apply(Add())(io.x, io.y, CE: io.c).O`. The parameters that the object has
  /// values for are given, but for those that have their default alone; the others follow from the types of the values. The
  /// name is the instance's.
  public func apply(
    _ generator: some Generator, named name: String = "", file: StaticString = #fileID, line: UInt = #line
  ) -> Application {
    body.locate(file, line)
    do throws(Failure) {
      let request = try body.context.request(of: generator, withDefaults: false)
      return Application(body: body, request: request, name: name)
    } catch {
      body.record(error)
      return Application(body: body, request: nil, name: name)
    }
  }

  /// The same for a generator without a Swift type, with arguments in the core's language: `depth = 4`.
  public func apply(
    _ generator: DeclaredGenerator, _ arguments: String = "", named name: String = "", file: StaticString = #fileID,
    line: UInt = #line
  ) -> Application {
    body.locate(file, line)
    do throws(Failure) {
      guard generator.context === body.context else {
        throw Failure(.foreignHandle, "\(generator.name) belongs to another context than \(body.name)")
      }
      let given = try generator.context.core.arguments(arguments, of: generator.id, at: body.builder?.place)
      return Application(body: body, request: (generator.id, given), name: name)
    } catch {
      body.record(error)
      return Application(body: body, request: nil, name: name)
    }
  }
}
