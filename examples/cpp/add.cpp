// An adder with an optional carry-in: prints the Verilog of Add(16, has_ce = true), and an error that it catches.
#include <hwgen.hpp>
#include <iostream>

int main() {
  hwgen::context context;
  const hwgen_generator add = context.declare(
      "Add", "bits: int >= 1, has_ce: bool = false", "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce",
      [](hwgen::module m) {
        hwgen::net sum = m["I0"] + m["I1"];
        if (m.integer("has_ce")) sum = sum + m["CE"].zext(static_cast<int32_t>(m.integer("bits")));
        m.drive(m["O"], sum);
      });
  std::cout << context.verilog(context.request(add, "16, has_ce = true"));

  try {
    context.request(add, "bits = 0");
    return 1;
  } catch (const hwgen::error &error) {
    std::cerr << "HW" << error.code() << ": " << error[0].message << "\n";
  }

  // What a body throws arrives as it is.
  const hwgen_generator planned =
      context.declare("Planned", "", "out O: Bit", [](hwgen::module) { throw std::logic_error("not designed yet"); });
  try {
    context.elaborate(context.request(planned, ""));
    return 1;
  } catch (const std::logic_error &error) {
    std::cerr << error.what() << "\n";
  }
}
