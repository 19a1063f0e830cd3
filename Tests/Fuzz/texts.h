/* The texts that handles.c gives to the functions of hwgen.h, each with what takes it. Tests/Fuzz/texts.c tries them all. */
#ifndef TEXTS_H
#define TEXTS_H

#define TEXTS(T) \
  T(type, "UInt(8)") \
  T(type, "Bit") \
  T(type, "Bits(n)") \
  T(type, "Array(2, UInt(4))") \
  T(type, "{a: Bit, b: SInt(3)}") \
  T(type, "Enum(idle, run)") \
  T(type, "Union(some(UInt(4)), none)") \
  T(type, "SFix(4, 2)") \
  T(type, "Clock") \
  T(value, "0xff") \
  T(value, "-1") \
  T(value, "1.5") \
  T(value, "idle") \
  T(value, "some(3)") \
  T(value, "{a: 1, b: -1}") \
  T(value, "[1, 2]") \
  T(arguments, "") \
  T(arguments, "8") \
  T(arguments, "n = 3") \
  T(arguments, "n = 3, f = true") \
  T(arguments, "true") \
  T(arguments, "\"text\"") \
  T(arguments, "pow(2, 70)") \
  T(arguments, "generator(\"G\")") \
  T(schema, "n: int = 3") \
  T(schema, "n: int >= 1 = 4, f: bool = false") \
  T(schema, "late: late int in 1..8 = 4") \
  T(schema, "n: int = hook g(3): int") \
  T(schema, "n: int = 3, require n > 2") \
  T(interface, "in x: UInt(n); out y: UInt(n)") \
  T(interface, "in x: UInt(8); out y: UInt(8)") \
  T(interface, "in clk: Clock; in rst: Reset; in x: UInt(8); out y: UInt(8)") \
  T(interface, "in p: {valid: Bit, data: UInt(4), flip ready: Bit}") \
  T(interface, "inout x: Bits(8)") \
  T(members, "m: int = n + 1") \
  T(members, "m: int = hook f(n): int") \
  T(states, "idle run stop") \
  T(encoding, "onehot") \
  T(contents, "1, 2, 3") \
  T(message, "value is {}") \
  T(timing, "y from x") \
  T(timing, "x at clk") \
  T(mapping, "WIDTH = n") \
  T(verilog, "assign {y} = {x};") \
  T(source, "module m; endmodule") \
  T(json, "{\"modules\": {\"G\": {\"ports\": {\"x\": {\"direction\": \"input\", \"bits\": [2]}}}}}") \
  T(netlist, "module C { in x: Bit out y: Bit drive y = x }") \
  T(nothing, "\xc3\x28") \
  T(nothing, "((((((((((")

/* The code of a function is called with, and gives, words that can be anything, also the address of what is both a string
 * and an integer. So no signature has more parameters than registers carry. */
#define SIGNATURES(T) \
  T(signature, "int64_t f(int64_t n)") \
  T(signature, "bool g(uint8_t x, bool f)") \
  T(signature, "uint64_t f(void)") \
  T(signature, "const char *f(const char *a)") \
  T(signature, "const hwgen_integer *g(const hwgen_integer *a)") \
  T(signature, "hwgen_type f(hwgen_type t, hwgen_generator g)") \
  T(signature, "int8_t m(void)") \
  T(signature, "double f(double n)") \
  T(signature, "float g(float x)") \
  T(signature, "int64_t f(hwgen_context *c, void *u, int64_t n)") \
  T(signature, "int64_t n(int64_t n)") \
  T(signature, "int64_t m(int64_t n)") \
  T(signature, "uint16_t width_of(uint16_t, int16_t, uint32_t, int8_t)") \
  T(closure, "hwgen_circuit G(int64_t n)") \
  T(closure, "hwgen_circuit G(void)") \
  T(no_signature, "int32_t f(") \
  T(no_signature, "void f(void)") \
  T(no_signature, "") \
  T(no_signature, "int64_t f(long n)")

#endif
