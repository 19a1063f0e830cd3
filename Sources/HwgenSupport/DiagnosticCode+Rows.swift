/// What each code says, what a user does about it, and how severe it is: one row for each. `scripts/build_errors.py` makes
/// the manual's page of them.
extension DiagnosticCode {
  struct Row {
    let title: StaticString
    let advice: StaticString
    let severity: Severity

    init(_ title: StaticString, _ advice: StaticString, _ severity: Severity = .error) {
      self.title = title
      self.advice = advice
      self.severity = severity
    }
  }

  var row: Row {
    switch self {
    case .unknownParameter:
      Row(
        "a generator has no parameter of that name",
        "Write one of the parameters that the message lists.")
    case .missingParameter:
      Row(
        "a parameter without a default was given no value",
        "Give the parameter a value, or declare a default.")
    case .wrongKind:
      Row(
        "a value or sub-expression is of another kind than its place asks for",
        "There is no conversion between kinds: write a value of the kind that is named.")
    case .outOfRange:
      Row(
        "a parameter's value lies outside its declared range",
        "Give a value inside the range.")
    case .constraintFailed:
      Row(
        "a constraint over the parameters does not hold",
        "Choose values for which the constraint holds.")
    case .duplicateParameter:
      Row(
        "one name is used for two parameters, or one parameter is given twice",
        "Rename one of them, or drop one of the two values.")
    case .tooManyArguments:
      Row(
        "more positional values than positional parameters",
        "Drop the surplus values, or name them.")
    case .expressionSyntax:
      Row(
        "the text is not an expression",
        "Mend the text at the place shown.")
    case .unknownName:
      Row(
        "an expression uses a name that is not a parameter",
        "Declare the parameter, or mend the spelling.")
    case .unboundParameter:
      Row(
        "a value was needed, but it depends on a parameter that has none",
        "Bind the parameter first.")
    case .divisionByZero:
      Row(
        "the divisor of / or % is zero",
        "Guard the division: `if d != 0 then n / d else 0`.")
    case .logarithmDomain:
      Row(
        "clog2 of a number below 1",
        "Guard the call: `if n >= 1 then clog2(n) else 0`.")
    case .negativeExponent:
      Row(
        "pow with a negative exponent",
        "Keep the exponent at 0 or above.")
    case .badIndex:
      Row(
        "an index outside a list, or a field that a record lacks",
        "Keep the index below the list's length.")
    case .resultTooLarge:
      Row(
        "a result over 65,536 bits",
        "Bound the parameters.")
    case .schemaSyntax:
      Row(
        "the text is not a parameter schema",
        "Mend the text at the place shown.")
    case .interfaceSyntax:
      Row(
        "the text is not an interface template",
        "Mend the text at the place shown.")
    case .duplicatePort:
      Row(
        "two ports of an interface have one name",
        "Rename one of the ports.")
    case .badWidth:
      Row(
        "a width or a count that no hardware type can have",
        "Widths and counts are 1 to 16,777,215.")
    case .badName:
      Row(
        "a name that cannot be kept as it is",
        "Use letters, digits and _, starting with a letter or _, no reserved word of Verilog or SystemVerilog, at most 1024 characters."
      )
    case .hookFailed:
      Row(
        "a host function reported a failure",
        "Look at the host's own error.")
    case .unknownMember:
      Row(
        "a generator has no member of that name",
        "Ask for one of the members that the message lists.")
    case .badType:
      Row(
        "a type that cannot stand there",
        "Use a type that the message allows.")
    case .badDefault:
      Row(
        "a default that its own parameter would refuse",
        "Declare a default inside the range and of the kind.")
    case .derivedGiven:
      Row(
        "a derived parameter was given a value",
        "Leave it out: it is computed from the others.")
    case .typeSyntax:
      Row(
        "the text is not a hardware type",
        "Mend the text at the place shown.")
    case .emptyEnumeration:
      Row(
        "an enumeration without members",
        "Give it a member.")
    case .duplicateMember:
      Row(
        "two members of an enumeration have one name",
        "Rename one of them.")
    case .duplicateCode:
      Row(
        "two members of an enumeration have one code",
        "Give each member a code of its own.")
    case .codeRange:
      Row(
        "a code that its enumeration cannot have",
        "Make the enumeration wider, or give a smaller code that is not negative; give codes only without an encoding.")
    case .unknownEnumerationMember:
      Row(
        "an enumeration has no member, or a union no variant, of that name",
        "Use one of those that the message lists.")
    case .badValue:
      Row(
        "the text is not a value of the type",
        "Mend the text at the place shown.")
    case .incompleteValue:
      Row(
        "a value lacks fields or elements of its type",
        "Give a value for each field and element.")
    case .inputConflict:
      Row(
        "a value that is given to an input does not fit the others, the arguments, or the input's type",
        "Convert one of the values to the type of the other, or give the parameter and convert both.")
    case .undetermined:
      Row(
        "the values that are given to inputs do not determine a parameter",
        "Give the parameter by name, beside the values, or give it a default.")
    case .undriven:
      Row(
        "something that needs a driver has none, wholly or in some bits",
        "Drive every bit exactly once.")
    case .multiplyDriven:
      Row(
        "one bit has two drivers",
        "Keep one of the drivers.")
    case .widthMismatch:
      Row(
        "two widths that must agree differ",
        "Write the conversion: zext, sext or trunc.")
    case .typeMismatch:
      Row(
        "two types that must agree differ",
        "Write the conversion: as_uint, as_sint, as_bits.")
    case .directionMismatch:
      Row(
        "something is driven that this module cannot drive",
        "Drive outputs, wires, registers and inputs of instances.")
    case .combinationalLoop:
      Row(
        "a value depends on itself in the same cycle",
        "Break the loop with a register. Bits of a sum or of an instance's port count as one: drive them apart.")
    case .unconnectedPort:
      Row(
        "an input of an instance has no driver",
        "Connect the port.")
    case .unknownPort:
      Row(
        "a circuit has no port of that name",
        "Use one of the ports that the message lists.")
    case .absentPort:
      Row(
        "a port exists in the template, but its condition is false for these parameters",
        "Guard the use with the same condition.")
    case .foreignNet:
      Row(
        "a net of another module",
        "Pass the value through ports.")
    case .literalRange:
      Row(
        "a literal does not fit its type",
        "Use a wider type or a smaller number.")
    case .badSlice:
      Row(
        "a slice or index outside its value",
        "Keep the slice inside the value.")
    case .noClock:
      Row(
        "a register in a module without a clock",
        "Declare a port of type Clock in the interface, or name the clock.")
    case .netlistSyntax:
      Row(
        "the text is not a netlist",
        "Mend the text at the place shown.")
    case .selfContaining:
      Row(
        "a circuit contains itself",
        "Let the parameters shrink on every level.")
    case .circuitBudget:
      Row(
        "elaboration needs more circuits than the budget allows",
        "Raise the budget, or end the recursion.")
    case .portBudget:
      Row(
        "an interface has more ports than the budget allows",
        "Raise the budget, or use arrays.")
    case .nodeBudget:
      Row(
        "a module has more cells than the budget allows",
        "Raise the budget, or split the module.")
    case .timeBudget:
      Row(
        "elaboration took longer than the budget allows",
        "Raise the budget, or look for an endless loop.")
    case .nameClash:
      Row(
        "two circuits were given the same explicit name",
        "Rename one of them.")
    case .bodyMissing:
      Row(
        "a circuit has no body, and is not external",
        "Give the generator a body.")
    case .unusedInput:
      Row("an input or a late parameter that no output depends on", "Remove it, or read it.", .note)
    case .unusedValue:
      Row(
        "a wire, a register, a named value or an output of an instance that no output depends on",
        "Remove it, or read it.", .note)
    case .badOperand:
      Row(
        "an operation got operands that it is not defined on",
        "Use operands of the types that the message names.")
    case .depthBudget:
      Row(
        "instances stand within instances deeper than the budget allows",
        "End the recursion, or raise the budget.")
    case .duplicateKey:
      Row(
        "a choice has two values for one key",
        "Drop one of them, or mend its key.")
    case .missingCase:
      Row(
        "a choice has no value for something that its selector can be",
        "Give a value for what the message names, or a default.")
    case .badDepth:
      Row(
        "a memory has no words, or more than can be counted",
        "Give it 1 to 2,147,483,647 words.")
    case .memoryBudget:
      Row(
        "a memory has more bits than the budget allows",
        "Make it smaller, or raise the budget of memory bits.")
    case .badContents:
      Row(
        "the contents of a memory do not fit it, or are no list of words",
        "Give at most as many words as the memory has, each a value of its type.")
    case .unreadableFile:
      Row(
        "a file cannot be read",
        "Look at the reason that the message gives, and at the path.")
    case .unsetMemory:
      Row(
        "a memory is read, and nothing ever sets a word of it",
        "Write it, or give it contents: all that is read of it is 0.", .note)
    case .incompletePath:
      Row(
        "a wire or output has no value on some path through its `when` or `switch`: a latch",
        "Drive it in the branch that the message names, or drive it always before: that is its default.")
    case .scopeOrder:
      Row(
        "a branch stands where none can, or a scope is not ended",
        "Put `else when` and `otherwise` right behind their `when`, cases into their `switch`, and end each.")
    case .unreachableCase:
      Row(
        "a case of a `switch` that is never taken",
        "Remove it, or mend its value.")
    case .badState:
      Row(
        "there is no such state, or no such machine, or its states and codes do not fit",
        "Use the names that are declared; give each state a code, or none.")
    case .missingState:
      Row(
        "a state without a case",
        "Write a case for each state, or a `default`.")
    case .unreachableState:
      Row("a state that is never entered", "Remove it, or enter it from another state.", .note)
    case .domainCrossing:
      Row(
        "a value crosses clock domains without a synchroniser",
        "Pass it through a synchroniser or an asynchronous FIFO, or declare the crossing.")
    case .undeclaredClock:
      Row(
        "a clock that is made of a value and not declared",
        "Declare a derived clock, and whether it is synchronous to another one.")
    case .badDomain:
      Row(
        "a clock domain that is not ended, or ended and not begun",
        "End each domain once.")
    case .inexactConversion:
      Row(
        "a conversion between numbers may lose something, and no rounding or overflow is given",
        "Say which rounding and which overflow are meant, or convert to a type that has all numbers.")
    case .widthExtended:
      Row("a value is extended in a relaxed scope", "Write zext or sext, or end the scope before.", .note)
    case .widthCut:
      Row("a value loses its highest bits in a relaxed scope", "Write trunc, or end the scope before.", .note)
    case .badRelaxed:
      Row("a relaxed scope that is not ended, or ended and not begun", "End each relaxed scope once.")
    case .missingField:
      Row(
        "two records that are joined do not have the same fields",
        "Join records of the same fields, or join field by field.")
    case .crossingUse:
      Row(
        "a value that crosses asynchronously is used by something other than one register",
        "Give it to one register, and use the value of a second one behind it; or take the library's Synchroniser.")
    case .badRegister:
      Row(
        "a register of a bank is not described rightly",
        "Give a record with a name, and where the defaults are not meant an access (rw, ro, wo or w1c), an offset, a width and a reset value."
      )
    case .registerCollision:
      Row(
        "two registers of a bank have the same place or the same port",
        "Give each an offset and a name of its own.")
    case .noConcurrentChecks:
      Row(
        "concurrent assertions are asked for in a text that has none",
        "Print SystemVerilog, or immediate assertions.")
    case .badFormat:
      Row(
        "a message has a place that is no format",
        "Use {}, {:d}, {:x}, {:o}, {:b} or {:c}, with a width as in {:5d} or {:08x}; {{ and }} are braces.")
    case .formatCount:
      Row(
        "a message has more or fewer places than values",
        "Write a {} for each value, and give a value for each.")
    case .formatKind:
      Row(
        "a value is of a type that its place in a message cannot show",
        "Use a format for the type, or convert the value: {:d} shows numbers, {:x}, {:o} and {:b} bits.")
    case .badVerilogParameter:
      Row(
        "a Verilog parameter of an external module has a name or a value that Verilog does not have",
        "Give a number of 32 bits, a bit, a string of printable ASCII, or a number with its width: `MASK: Bits(64) = mask`."
      )
    case .badAttribute:
      Row(
        "an attribute has a name or a value that Verilog does not have",
        "Name it with an identifier, once for each target; its value is a number, or a string of printable ASCII.")
    case .badPad:
      Row("an inout port has a type that no pad has", "Make it a Bit, Bits, a UInt or an SInt.")
    case .badHole:
      Row(
        "inline Verilog has a hole that is no port, or lacks one",
        "Write `{name}` for each port and parameter, and `{{` and `}}` for braces.")
    case .badTiming:
      Row(
        "what is told of an external module's timing does not fit its ports",
        "Name outputs and the inputs that they depend on, and ports and their clock: `y from a, b; q at clk`.")
    case .sourceMismatch:
      Row(
        "a port is declared otherwise than the source of the external module has it",
        "Declare it as the source does, or leave it out of the declaration.")
    case .badSource:
      Row(
        "the description of an external module cannot be read",
        "Give the JSON that `yosys -p \"read_verilog …; proc; write_json\"` writes, and the name of a module in it.")
    case .badPadUse:
      Row(
        "an inout port is read or driven, or joined with something else",
        "Join it with an inout port: of an instance below, and of the module above.")
    case .unjoinedPad:
      Row("an inout port of a module is joined with nothing", "Join it with an inout port of an instance, or drop it.")
    case .sourceClash:
      Row(
        "two files of one name go with a design",
        "Give one of the external modules another file.")
    case .inlineNameClash:
      Row(
        "two texts of inline Verilog in one module declare one name, or one declares that of a port",
        "Put such a text into a generator with a body: each instance of that is a module of its own.")
    case .mixedReset:
      Row(
        "one net is a synchronous reset to one reader and an asynchronous one to another",
        "Let it be of one kind everywhere, or make a synchronous one of it with a ResetSynchroniser.")
    case .surplusInput:
      Row(
        "more values by position than a generator has inputs",
        "Give clocks, resets and optional ports by name; by position go the inputs that are always there.")
    case .badAttributeTarget:
      Row(
        "an attribute is given to something that has no declaration",
        "Name the value, or give the attribute to a port, a wire, a register, a memory, an instance or the module.")
    case .lateGiven:
      Row(
        "a request gives a late parameter a value",
        "Give it where the circuit is instantiated; or make it an ordinary parameter.")
    case .badLate:
      Row(
        "a late parameter is none that Verilog could have",
        "Make it an integer with a default, within 32 bits, by a name that Verilog can have and no port has.")
    case .lateUse:
      Row(
        "an interface or another parameter depends on a late parameter",
        "Make it an ordinary parameter. Late ones decide widths of UInt, SInt and Bits, and nothing else.")
    case .lateValue:
      Row(
        "a late parameter is used as a number, which it has only in Verilog",
        "Use it in widths, or make it an ordinary parameter.")
    case .badCorrespondence:
      Row(
        "a map of parameters does not fit the generators that are compared",
        "Map parameters that both have and that take values, each to one: `bits = width` for what the first calls bits."
      )
    case .lateWidths:
      Row(
        "two widths are not known to agree for all values of a late parameter",
        "Write the conversion: zext, sext or trunc to a width; or a cast to a type, if the widths are always equal.")
    case .lateStructure:
      Row(
        "the structure depends on a late parameter: the operation has no form that is right for all of its values",
        "Make it an ordinary parameter, or convert the operand to a type of constant width.")
    case .badLateArgument:
      Row(
        "an instance gives a late parameter a value that it cannot have, or there is no such parameter",
        "Give each late parameter of the circuit a number or an expression over those of the module around it.")
    case .lateBound:
      Row(
        "a width, slice or literal is not within its bounds for all values of a late parameter",
        "Give the parameter a range that makes it so.")
    case .lateExpression:
      Row(
        "an expression over late parameters has no form in Verilog, or is over parameters that the module does not have",
        "Use + - *, min, max, clog2 and pow; / and % of what is never negative.")
    case .writeFailed:
      Row(
        "the text could not be delivered",
        "Look at the sink's own error.")
    case .hostFailure:
      Row(
        "a host function failed",
        "Look at the host's own error.")
    case .badHostValue:
      Row(
        "a host function returned something it must not",
        "Return a value of the kind that the message names.")
    case .badSignature:
      Row(
        "a text is no prototype of a C function that can be called",
        "Write a prototype over the types that the header lists.")
    case .nullPointer:
      Row(
        "a pointer that must not be null is null",
        "Pass a valid pointer.")
    case .staleHandle:
      Row(
        "a handle to something that no longer exists",
        "Keep the owner alive, and use no handle after its end.")
    case .foreignHandle:
      Row(
        "a handle of another context, or a pointer of another copy of the library",
        "Use handles with the context that made them, and one copy of the library in a process.")
    case .badEnumeration:
      Row(
        "a number that is no value of its enumeration",
        "Use the constants of hwgen.h.")
    case .badUTF8:
      Row(
        "a string is not UTF-8",
        "Encode the string as UTF-8.")
    case .wrongState:
      Row(
        "a call that is not allowed now",
        "See the function's description for when it may be called.")
    case .badStructSize:
      Row(
        "an options structure of an unknown size",
        "Set its size field to sizeof the structure.")
    case .shortBuffer:
      Row(
        "a buffer of operations ends inside one",
        "Give every operation all the words that its line in hwgen.h names.")
    case .contextInUse:
      Row(
        "a context is used from two threads at once",
        "Give each thread a context of its own, or let one call return before the next begins.")
    case .forkedContext:
      Row(
        "a context of the process that this one is forked of",
        "Make a context in the new process.")
    case .cancelled:
      Row(
        "an elaboration is ended by the host's progress callback",
        "Elaborate again to go on: what is done stays done.")
    }
  }
}
